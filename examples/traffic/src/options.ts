import { parseArgs } from 'node:util'

/** A command line that makes no sense, in words for who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const help: string = `pnpm traffic -- [options]

Sends what synthetic visitors do: visits, pages, devices, campaigns, countries, purchases, robots, and
about one mistake in a hundred requests. The rate is open-loop: it does not wait for answers, and a
latency counts from the moment at which the request was due.

A gateway limits what comes from one address; without WEIR_RATE_LIMIT=off most is answered with 429
(pnpm start has it off).

  --rate N         events a second; default 100
  --seconds N      how long; default 30; 0 until Ctrl-C
  --gateway URL    default http://localhost:8080
  --write-key KEY  default wk_demo
  --site URL       of the pages they visit; default http://localhost:8090
  --seed N         the same visitors for the same seed; default 1
  --kinesis        straight into a Kinesis stream, as any other producer of data would
  --stream NAME    its name; default events
  --endpoint URL   of Kinesis; default http://127.0.0.1:4567, the one of \`pnpm start\`; "aws": as the
                   AWS SDK's own variables say
  --help           this text
`

export interface TrafficOptions {
  /** Events a second. */
  readonly rate: number
  /** 0 for no end. */
  readonly seconds: number
  readonly gateway: string
  readonly writeKey: string
  readonly site: string
  readonly seed: number
  /** Set for Kinesis instead of the gateway; without an endpoint it is AWS's. */
  readonly kinesis?: { readonly stream: string; readonly endpoint: string | undefined }
}

const options = {
  rate: { type: 'string', default: '100' },
  seconds: { type: 'string', default: '30' },
  gateway: { type: 'string', default: 'http://localhost:8080' },
  'write-key': { type: 'string', default: 'wk_demo' },
  site: { type: 'string', default: 'http://localhost:8090' },
  seed: { type: 'string', default: '1' },
  kinesis: { type: 'boolean', default: false },
  stream: { type: 'string', default: 'events' },
  endpoint: { type: 'string', default: 'http://127.0.0.1:4567' },
} as const

const maxRate = 100_000
const maxSeconds = 86_400
const maxSeed = 2 ** 31 - 1

function parse(words: readonly string[]) {
  try {
    // pnpm hands the separator on.
    const args = words.filter((word) => word !== '--')
    return parseArgs({ args, options, strict: true }).values
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] ?? '', { cause: error })
  }
}

function whole(name: string, text: string, [min, max]: readonly [number, number]): number {
  const value = /^\d{1,10}$/u.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return value
  throw new UsageError(`--${name} must be a whole number from ${min} to ${max}, not "${text}"`)
}

function origin(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && /^https?:$/u.test(url.protocol) && url.pathname === '/')
    return url.origin
  throw new UsageError(`--${name} must be an address such as http://localhost:8080, not "${text}"`)
}

export function readOptions(words: readonly string[]): TrafficOptions {
  const { kinesis, stream, endpoint, ...values } = parse(words)
  return {
    rate: whole('rate', values.rate, [1, maxRate]),
    seconds: whole('seconds', values.seconds, [0, maxSeconds]),
    gateway: origin('gateway', values.gateway),
    writeKey: values['write-key'],
    site: origin('site', values.site),
    seed: whole('seed', values.seed, [0, maxSeed]),
    ...(kinesis
      ? {
          kinesis: {
            stream,
            endpoint: endpoint === 'aws' ? undefined : origin('endpoint', endpoint),
          },
        }
      : {}),
  }
}
