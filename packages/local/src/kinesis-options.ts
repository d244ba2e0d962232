import { awsLimits, type Limits } from './kinesis/engine/limits.ts'
import type { NewStream } from './kinesis/engine/streams.ts'
import type { KinesisServerOptions } from './kinesis/kinesis-server.ts'
import { choice, parseWords, UsageError, whole } from './usage.ts'

export const kinesisHelp: string = `weir-local kinesis [options]

Runs a Kinesis endpoint on 127.0.0.1 with AWS's limits. Set faults with POST /weir/faults.

  --port N               default 4567; 0 takes any free port
  --stream NAME[:SHARDS] may be repeated; SHARDS defaults to 1
  --mode MODE            of those streams: provisioned (default) or on-demand
  --distribution WHO     of those streams: user (default) or auto (on-demand only)
  --data DIR             keeps the streams in files there; default: only in memory
  --retain-mib N         keeps so much per stream and drops the oldest; default 256
  --transition-ms N      how long a stream stays CREATING or UPDATING; default 0
  --region NAME          default us-east-1
  --limit NAME=VALUE     may be repeated; VALUE is a number or "off". NAMEs, as at AWS:
${Object.entries(awsLimits)
  .map(([name, value]) => `                           ${name}=${value}`)
  .join('\n')}
  --limits off           no limit at all
  --help                 this text
`

const options = {
  port: { type: 'string', default: '4567' },
  stream: { type: 'string', multiple: true, default: [] as string[] },
  mode: { type: 'string', default: 'provisioned' },
  distribution: { type: 'string', default: 'user' },
  data: { type: 'string' },
  'retain-mib': { type: 'string', default: '256' },
  'transition-ms': { type: 'string', default: '0' },
  region: { type: 'string', default: 'us-east-1' },
  limit: { type: 'string', multiple: true, default: [] as string[] },
  limits: { type: 'string' },
} as const

function stream(text: string, more: Omit<NewStream, 'name' | 'shards'>): NewStream {
  const match = /^([\w.-]{1,128})(?::(\d{1,4}))?$/.exec(text)
  const name = match?.[1]
  const shards = Number(match?.[2] ?? 1)
  if (name === undefined || shards === 0) {
    throw new UsageError(`--stream: "${text}" is not NAME or NAME:SHARDS`)
  }
  return { ...more, name, shards }
}

function limits(pairs: readonly string[], all: string | undefined): Partial<Limits> {
  const names = Object.keys(awsLimits)
  const set: Record<string, number> = {}
  if (all !== undefined) {
    choice(all, 'limits', { off: true })
    for (const name of names) set[name] = Number.POSITIVE_INFINITY
  }
  for (const pair of pairs) {
    const [name = '', value = ''] = pair.split('=')
    if (!names.includes(name)) throw new UsageError(`--limit: there is no limit "${name}"`)
    set[name] = value === 'off' ? Number.POSITIVE_INFINITY : whole(value, `limit ${name}`)
  }
  return set
}

export function parseKinesisOptions(words: readonly string[]): KinesisServerOptions {
  const values = parseWords(words, options)
  const mode = choice(values.mode, 'mode', {
    provisioned: 'PROVISIONED',
    'on-demand': 'ON_DEMAND',
  } as const)
  const distribution = choice(values.distribution, 'distribution', {
    user: 'USER_PARTITION_KEY',
    auto: 'AUTO',
  } as const)
  return {
    port: whole(values.port, 'port', 65_535),
    streams: values.stream.map((text) => stream(text, { mode, distribution })),
    data: values.data,
    retention: { bytes: whole(values['retain-mib'], 'retain-mib', 1_048_576) * 1_048_576 },
    transitionMs: whole(values['transition-ms'], 'transition-ms', 3_600_000),
    region: values.region,
    limits: limits(values.limit, values.limits),
  }
}
