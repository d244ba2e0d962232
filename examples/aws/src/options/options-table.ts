import { flag, integer, like, numberOf, oneOf, type Parse, settings } from './parse-values.ts'

/** What the stack can be asked for. Each is a context value `weir:<name>`. */
export interface Options {
  readonly name: string
  readonly certificate: string | undefined
  readonly host: string | undefined
  readonly http: boolean
  readonly sites: string
  readonly image: string | undefined
  readonly architecture: 'x86_64' | 'arm64'
  readonly cpu: number
  readonly memory: number
  readonly minTasks: number
  readonly maxTasks: number
  readonly spool: 'off' | 'volume'
  readonly spoolGiB: number
  readonly settings: Readonly<Record<string, string>>
  readonly vpc: string | undefined
  readonly cdn: string | undefined
  readonly capacity: 'on-demand' | 'provisioned'
  readonly shards: number
  readonly streamHours: number
  readonly codec: 'ndjson' | 'ndjson-gzip' | 'kpl'
  readonly format: 'json' | 'parquet'
  readonly bufferSeconds: number
  readonly bufferMiB: number
  readonly infrequentDays: number
  readonly glacierDays: number
  readonly expireDays: number
  readonly rejectedDays: number
  readonly scanGiB: number
  readonly live: boolean
  readonly alarmEmail: string | undefined
  readonly silentMinutes: number
  readonly logDays: number
  readonly keep: boolean
}

/** One option: what it may be, what it is when nobody says, and what it is for. */
export interface Option<Value> {
  readonly parse: Parse<Value>
  /** As it would stand in the context; undefined where there is none. */
  readonly fallback?: string
  readonly about: string
}

/** What CloudWatch Logs keeps a group for. */
const retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827]

type Table<Keys extends keyof Options> = { readonly [Key in Keys]: Option<Options[Key]> }

const gatewayOptions: Table<
  | 'certificate'
  | 'host'
  | 'http'
  | 'sites'
  | 'image'
  | 'architecture'
  | 'cpu'
  | 'memory'
  | 'minTasks'
  | 'maxTasks'
  | 'spool'
  | 'spoolGiB'
  | 'settings'
  | 'vpc'
  | 'cdn'
> = {
  certificate: {
    parse: like(
      /^arn:aws[\w-]*:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/u,
      'the ARN of a certificate in ACM',
    ),
    about: 'Certificate of the load balancer. This or `http` is needed.',
  },
  host: {
    parse: like(/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/u, 'collect.example.com'),
    about: 'Name in that certificate, which visitors use; the output `Collector` says it.',
  },
  http: {
    parse: flag,
    fallback: 'false',
    about: 'Plain HTTP for a trial: a page served over HTTPS cannot send to it.',
  },
  sites: {
    parse: like(/\.json$/u, './sites.json'),
    fallback: './sites.json',
    about: 'File of sites, write keys and origins, from this folder.',
  },
  image: {
    parse: like(/^[\w.-]+(\/[\w.-]+)+(:[\w.-]+|@sha256:[0-9a-f]{64})$/u, 'registry/name:tag'),
    about: 'Image of the gateway; none builds the Dockerfile when deploying.',
  },
  architecture: {
    parse: oneOf('x86_64', 'arm64'),
    fallback: 'x86_64',
    about: 'Processor that the image is for.',
  },
  cpu: {
    parse: numberOf(256, 512, 1024, 2048, 4096, 8192),
    fallback: '1024',
    about: 'CPU of a task; 1024 is one vCPU, about what one gateway process can use.',
  },
  memory: { parse: integer(512, 61_440), fallback: '2048', about: 'Memory of a task, in MiB.' },
  minTasks: { parse: integer(1, 1000), fallback: '2', about: 'Tasks at least.' },
  maxTasks: { parse: integer(1, 1000), fallback: '10', about: 'Tasks at most.' },
  spool: {
    parse: oneOf('off', 'volume'),
    fallback: 'off',
    about:
      'off: an answer waits for Kinesis. volume: for the disk of the task, lost with the task.',
  },
  spoolGiB: { parse: integer(1, 180), fallback: '8', about: 'Size of that spool.' },
  settings: {
    parse: settings,
    fallback: '{}',
    about: 'More settings of the gateway, by their `WEIR_` names.',
  },
  vpc: {
    parse: like(/^vpc-[0-9a-f]{8,17}$/u, 'vpc-0123456789abcdef0'),
    about: 'An existing VPC with public and private subnets; none makes one.',
  },
  cdn: {
    parse: like(/^pl-[0-9a-f]{8,17}$/u, 'pl-3b927c52'),
    about:
      'Prefix list of the CDN in front: only it may come in, and its country header is trusted.',
  },
}

const streamOptions: Table<
  | 'capacity'
  | 'shards'
  | 'streamHours'
  | 'codec'
  | 'format'
  | 'bufferSeconds'
  | 'bufferMiB'
  | 'live'
> = {
  capacity: {
    parse: oneOf('on-demand', 'provisioned'),
    fallback: 'on-demand',
    about: 'How the streams are paid for.',
  },
  shards: {
    parse: integer(1, 10_000),
    fallback: '2',
    about: 'Shards of the stream of events, when provisioned.',
  },
  streamHours: {
    parse: integer(24, 8760),
    fallback: '24',
    about: 'How long the streams keep a record; beyond 24 costs extra.',
  },
  codec: {
    parse: oneOf('ndjson', 'ndjson-gzip', 'kpl'),
    fallback: 'ndjson',
    about: 'How events are packed into records.',
  },
  format: {
    parse: oneOf('json', 'parquet'),
    fallback: 'json',
    about: 'What Firehose writes for events.',
  },
  bufferSeconds: {
    parse: integer(60, 900),
    fallback: '300',
    about: 'After so long Firehose writes an object.',
  },
  bufferMiB: {
    parse: integer(1, 128),
    fallback: '128',
    about: 'Or after so much, counted before compression; 64 at least for Parquet.',
  },
  live: {
    parse: flag,
    fallback: 'false',
    about: 'A Lambda that counts events by the minute they happened in.',
  },
}

const archiveOptions: Table<
  'infrequentDays' | 'glacierDays' | 'expireDays' | 'rejectedDays' | 'scanGiB'
> = {
  infrequentDays: {
    parse: integer(30, 3650),
    fallback: '30',
    about: 'Days until events move to Infrequent Access.',
  },
  glacierDays: {
    parse: integer(60, 3650),
    fallback: '90',
    about: 'Days until they move to Glacier Instant Retrieval, where Athena still reads them.',
  },
  expireDays: { parse: integer(1, 3650), fallback: '395', about: 'Days until they are deleted.' },
  rejectedDays: {
    parse: integer(1, 3650),
    fallback: '30',
    about: 'Days until rejected events are deleted.',
  },
  scanGiB: {
    parse: integer(1, 100_000),
    fallback: '100',
    about: 'What one query in Athena may read before it is stopped.',
  },
}

const watchOptions: Table<'name' | 'alarmEmail' | 'silentMinutes' | 'logDays' | 'keep'> = {
  name: {
    parse: like(/^[A-Z][A-Za-z0-9-]{0,29}$/u, 'Weir'),
    fallback: 'Weir',
    about: 'Name of the stack; the database and the workgroup bear it in small letters.',
  },
  alarmEmail: {
    parse: like(/^[^\s@]+@[^\s@]+$/u, 'somebody@example.com'),
    about: 'Who hears of alarms.',
  },
  silentMinutes: {
    parse: integer(0, 1440),
    fallback: '60',
    about: 'Alarm when no event comes for so long; 0 for never.',
  },
  logDays: {
    parse: numberOf(...retentions),
    fallback: '30',
    about: 'Days that logs are kept.',
  },
  keep: {
    parse: flag,
    fallback: 'true',
    about:
      'Whether the streams, the archive, its key and the load balancer are safe from deletion.',
  },
}

/** The one table of options. Everything else about them follows from it. */
export const optionsTable: Table<keyof Options> = {
  ...gatewayOptions,
  ...streamOptions,
  ...archiveOptions,
  ...watchOptions,
}
