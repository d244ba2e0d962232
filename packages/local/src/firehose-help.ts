export const firehoseHelp: string = `weir-local firehose [options]

Reads Kinesis streams and writes the archive, as Firehose does: files of one hour by size and age,
what cannot be read under errors/processing-failed/. Status: GET /weir/status.

  --events NAME          stream of events; default events
  --rejected NAME        stream of rejected events; default rejected; "off" for none
  --archive WHERE        directory or s3://bucket/prefix; default ./data/archive
  --state DIR            keeps how far it has come there; default ./data/firehose
  --endpoint URL         Kinesis on this machine; default: as the AWS SDK's own variables say
  --buffer-mib N         a file closes at this size, before compression; default 5; 1 to 128
  --buffer-seconds N     or at this age; default 300; 0 to 900
  --compression NAME     gzip (default) or zstd
  --port N               of the status; default 4568; 0 takes any free port
  --help                 this text
`
