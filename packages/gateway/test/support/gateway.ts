import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { ArchiveReader } from '@weir/archive/reading'
import { usualEvent } from '@weir/schema/corpus'
import { type Logger, pino } from 'pino'
import { onTestFinished } from 'vitest'
import { readConfig } from '../../src/config/read-config.ts'
import { createStore } from '../../src/create-store.ts'
import { type Gateway, startGateway } from '../../src/gateway.ts'
import type { Metrics } from '../../src/metrics.ts'
import { createMemorySink, type MemorySink } from '../../src/sinks/memory-sink.ts'
import type { Sink } from '../../src/sinks/sink.ts'
import type { Store } from '../../src/store/store.ts'

export interface Site {
  readonly site_id: string
  readonly write_keys: readonly string[]
  readonly [name: string]: unknown
}

export const demoSite: Site = {
  site_id: 'demo',
  write_keys: ['wk_demo'],
  origins: ['https://shop.example.com', 'https://*.example.org'],
}

export interface TestGateway extends Gateway {
  readonly folder: string
  readonly log: readonly string[]
  readonly sink: MemorySink
  readonly post: (
    body: unknown,
    headers?: Record<string, string>,
    query?: string,
  ) => Promise<Answer>
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly json: Readonly<Record<string, unknown>>
}

export interface TestOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly sites?: readonly Site[]
  readonly sink?: Sink
  /** Made with the metrics and the log of the gateway. */
  readonly makeSink?: (metrics: Metrics, logger: Logger) => Sink
  readonly makeStore?: (sink: Sink, metrics: Metrics) => Promise<Store>
  readonly now?: () => number
  readonly sdkScript?: Buffer
  readonly archiveReader?: ArchiveReader
  /** A folder to start in again. */
  readonly folder?: string
}

/** A gateway as production starts it, on free ports, with a folder of its own. */
export async function testGateway(options: TestOptions = {}): Promise<TestGateway> {
  const folder = options.folder ?? (await temporaryFolder())
  const file = join(folder, 'sites.json')
  await writeFile(file, JSON.stringify({ sites: options.sites ?? [demoSite] }))
  const { config, faults } = readConfig({
    WEIR_HOST: '127.0.0.1',
    WEIR_PORT: '0',
    WEIR_ADMIN_PORT: '0',
    WEIR_SINK: 'memory',
    WEIR_RATE_LIMIT: 'off',
    WEIR_CONSOLE: '1',
    WEIR_SITES: file,
    WEIR_SPOOL: join(folder, 'spool'),
    WEIR_SPOOL_MAX_BYTES: '64 MiB',
    ...options.env,
  })
  if (config === undefined) throw new Error(faults.join('\n'))
  const log: string[] = []
  const logger = pino({ level: 'debug' }, { write: (line: string) => void log.push(line) })
  const memory = createMemorySink({ maxLines: 1_000_000 })
  const gateway = await startGateway({
    // Tests share a machine: one that is late is not what they ask about.
    shedsLoad: false,
    ...options,
    config,
    logger,
    sink: (metrics) => options.makeSink?.(metrics, logger) ?? options.sink ?? memory,
    store: (sink, metrics) =>
      options.makeStore?.(sink, metrics) ?? createStore(config, { sink, metrics, logger }),
  })
  onTestFinished(async () => {
    await gateway.drain()
  })
  return {
    ...gateway,
    folder,
    log,
    sink: memory,
    post: (body, headers, query = '') => post(`${gateway.url}/v1/events${query}`, body, headers),
    get: (path, headers = {}) => fetch(gateway.url + path, { headers }),
  }
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-gateway-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body)
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: isRaw ? (body as string) : JSON.stringify(body),
  })
  const json = (await answer.json()) as Answer['json']
  return { status: answer.status, headers: answer.headers, json }
}

let count = 0
/** An event of its own id. */
export const event = (over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  ...usualEvent,
  event_id: `0199f0a4-7c00-7000-8000-${(count++).toString(16).padStart(12, '0')}`,
  timestamp: new Date().toISOString(),
  ...over,
})

export const envelope = (
  events: readonly unknown[],
  over: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  write_key: 'wk_demo',
  sent_at: new Date().toISOString(),
  sdk: { name: 'test', version: '1' },
  events,
  ...over,
})

export const gzip = (value: unknown): Buffer => gzipSync(JSON.stringify(value))

/** The records that the sink was given, once the gateway has drained. */
export async function drained(
  gateway: TestGateway,
  stream: 'events' | 'rejected' = 'events',
): Promise<Record<string, unknown>[]> {
  await gateway.drain()
  return gateway.sink[stream].map((line) => JSON.parse(line) as Record<string, unknown>)
}
