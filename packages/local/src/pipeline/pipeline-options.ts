import { parseWords, UsageError, whole } from '../usage.ts'

export const pipelineHelp: string = `pnpm start [options]

Runs the whole pipeline on this machine: a demo shop, the gateway with its console, a local Kinesis,
and a local Firehose that writes the archive. Ctrl-C drains it and ends; what it stored stays, and the
next start goes on from there.

  --port N            of the gateway and the console; default 8080; 0 takes any free port
  --shop-port N       of the demo shop; default 8090; 0 takes any free port
  --data DIR          where everything is stored; default ./data
  --buffer-seconds N  an event is in a file of the archive after so long; default 10; 3 to 900
  --traffic N         synthetic visitors beside you, with N events a second
  --origin URL        another page that may send events; may be repeated
  --reset             starts clean: removes what earlier starts stored in --data
  --aws               sends to the streams of your own account instead: WEIR_STREAM,
                      WEIR_REJECTED_STREAM and the AWS SDK's own variables say where
  --help              this text

Settings of the gateway (WEIR_CODEC, WEIR_WORKERS, …) are taken from the environment.
`

export interface PipelineOptions {
  /** 0 for any free one. */
  readonly port: number
  /** 0 for any free one. */
  readonly shopPort: number
  readonly data: string
  /** From the gateway into a file of the archive. */
  readonly bufferSeconds: number
  /** Events a second; 0 for none. */
  readonly trafficRate: number
  readonly origins: readonly string[]
  readonly isReset: boolean
  readonly isAws: boolean
}

const options = {
  port: { type: 'string', default: '8080' },
  'shop-port': { type: 'string', default: '8090' },
  data: { type: 'string', default: './data' },
  'buffer-seconds': { type: 'string', default: '10' },
  traffic: { type: 'string', default: '0' },
  origin: { type: 'string', multiple: true, default: [] as string[] },
  reset: { type: 'boolean', default: false },
  aws: { type: 'boolean', default: false },
} as const

const maxPort = 65_535
/** More is a matter for `pnpm bench`: a laptop has to run the browser as well. */
const maxTrafficRate = 10_000

function origin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && /^https?:$/u.test(url.protocol) && url.pathname === '/')
    return url.origin
  throw new UsageError(`--origin: "${text}" is not an origin, such as http://localhost:3000`)
}

export function parsePipelineOptions(words: readonly string[]): PipelineOptions {
  // pnpm hands the separator on.
  const values = parseWords(
    words.filter((word) => word !== '--'),
    options,
  )
  const parsed: PipelineOptions = {
    port: whole(values.port, 'port', maxPort),
    shopPort: whole(values['shop-port'], 'shop-port', maxPort),
    data: values.data,
    bufferSeconds: whole(values['buffer-seconds'], 'buffer-seconds', 900),
    trafficRate: whole(values.traffic, 'traffic', maxTrafficRate),
    origins: values.origin.map(origin),
    isReset: values.reset,
    isAws: values.aws,
  }
  if (parsed.bufferSeconds < 3) throw new UsageError('--buffer-seconds: must be at least 3')
  if (parsed.port !== 0 && parsed.port === parsed.shopPort) {
    throw new UsageError('--port and --shop-port must differ')
  }
  return parsed
}
