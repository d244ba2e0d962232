import { parseLocation } from '@weir/archive'
import type { FirehoseServerOptions } from './firehose/firehose-server.ts'
import type { StreamRoute } from './firehose/source.ts'
import { choice, parseWords, UsageError, whole } from './usage.ts'

const options = {
  events: { type: 'string', default: 'events' },
  rejected: { type: 'string', default: 'rejected' },
  archive: { type: 'string', default: './data/archive' },
  state: { type: 'string', default: './data/firehose' },
  endpoint: { type: 'string' },
  'buffer-mib': { type: 'string', default: '5' },
  'buffer-seconds': { type: 'string', default: '300' },
  compression: { type: 'string', default: 'gzip' },
  port: { type: 'string', default: '4568' },
} as const

function streamName(text: string, name: string): string {
  if (/^[\w.-]{1,128}$/.test(text)) return text
  throw new UsageError(`--${name}: "${text}" is not the name of a stream`)
}

function location(text: string): string {
  try {
    parseLocation(text)
    return text
  } catch (error) {
    throw new UsageError(`--archive: "${text}" ${(error as Error).message}`)
  }
}

function url(text: string | undefined): string | undefined {
  if (text === undefined || /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '')) {
    return text
  }
  throw new UsageError(`--endpoint: "${text}" is not a URL`)
}

export function parseFirehoseOptions(words: readonly string[]): Omit<FirehoseServerOptions, 'say'> {
  const values = parseWords(words, options)
  const events: StreamRoute = { name: streamName(values.events, 'events'), prefix: 'events' }
  const rejected: StreamRoute = {
    name: streamName(values.rejected, 'rejected'),
    prefix: 'rejected',
  }
  const mib = whole(values['buffer-mib'], 'buffer-mib', 128)
  if (mib === 0) throw new UsageError('--buffer-mib: must be at least 1')
  return {
    streams: values.rejected === 'off' ? [events] : [events, rejected],
    archive: location(values.archive),
    state: values.state,
    endpoint: url(values.endpoint),
    fileBytes: mib * 1024 * 1024,
    ageMs: whole(values['buffer-seconds'], 'buffer-seconds', 900) * 1000,
    compression: choice(values.compression, 'compression', { gzip: 'gzip', zstd: 'zstd' } as const),
    port: whole(values.port, 'port', 65_535),
  }
}
