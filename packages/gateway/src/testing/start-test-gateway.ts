import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { RejectedRecord, StoredRecord } from '@weir/schema'
import { pino } from 'pino'
import type { Config } from '../config/config-table.ts'
import { readConfig } from '../config/read-config.ts'
import { type Edge, startEdge } from '../gateway.ts'
import { loadSdkScript } from '../sdk-script.ts'
import { createMemorySink } from '../sinks/memory-sink.ts'
import { createDirectStore } from '../store/direct-store.ts'
import { createArrivals } from './arrivals.ts'
import { createExpectations, type Expectations } from './expectations.ts'

export interface TestGatewayOptions {
  /** Where it listens, on this machine alone. Default: any free port. */
  readonly port?: number
  /** Default: `wk_test`. */
  readonly writeKey?: string
  /** The origins of the pages under test, such as `http://localhost:3000`. Default: none. */
  readonly origins?: readonly string[]
  /** Folder of a tracking plan. Default: none. */
  readonly trackingPlan?: string
  /** Further settings of the gateway, such as `WEIR_COOKIE`. Default: none. */
  readonly environment?: Readonly<Record<`WEIR_${string}`, string>>
  /** What `/weir.js` answers with. Default: the build in the installed `@weir/browser-sdk`. */
  readonly sdkScript?: Buffer
}

/** A gateway in this process that keeps in memory what it stores, and a view of that. */
export interface TestGateway extends Expectations {
  /** What pages are given as their endpoint, such as `http://127.0.0.1:40123`. */
  readonly endpoint: string
  readonly writeKey: string
  close(): Promise<void>
}

/** The real gateway: the same validation, enrichment and answers, without a spool and without AWS. */
export async function startTestGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const { writeKey = 'wk_test', sdkScript = await installedScript() } = options
  const folder = await mkdtemp(join(tmpdir(), 'weir-testing-'))
  let edge: Edge
  let endpoint = ''
  let answers: ReadonlyMap<string, number> = new Map()
  const arrivals = createArrivals()
  try {
    const config = await writeSettings(folder, { ...options, writeKey })
    edge = await startEdge({
      config,
      sdkScript,
      // Loading a test's own modules keeps this process busy for seconds; that is no reason to refuse.
      shedsLoad: false,
      logger: pino({ level: config.logLevel }),
      sink: () => createMemorySink({ maxLines: 0 }),
      store: async (sink, { counts }) => {
        answers = counts.requests
        return createDirectStore({ sink, counts })
      },
      shareConsole: (log) => {
        log.follow(({ stream, line }) => {
          if (stream === 'events') arrivals.addEvent(JSON.parse(line) as StoredRecord)
          else arrivals.addRejected(JSON.parse(line) as RejectedRecord)
        })
        return log
      },
    })
  } finally {
    // It was read; nothing else is kept on disk.
    await rm(folder, { recursive: true, force: true })
  }
  endpoint = edge.url
  return {
    ...createExpectations(arrivals, () => ({ answers, endpoint })),
    endpoint,
    writeKey,
    close: async () => void (await edge.drain()),
  }
}

const installedScript = (): Promise<Buffer | undefined> =>
  loadSdkScript(() => import.meta.resolve('@weir/browser-sdk/weir.js'))

async function writeSettings(
  folder: string,
  { port = 0, writeKey = '', origins = [], trackingPlan, environment }: TestGatewayOptions,
): Promise<Config> {
  const sites = join(folder, 'sites.json')
  const site = {
    site_id: 'test',
    write_keys: [writeKey],
    ...(origins.length > 0 && { origins }),
    ...(trackingPlan !== undefined && { tracking_plan: resolve(trackingPlan) }),
  }
  await writeFile(sites, JSON.stringify({ sites: [site] }))
  const { config, faults } = readConfig({
    WEIR_LOG_LEVEL: 'silent',
    WEIR_RATE_LIMIT: 'off',
    // Nothing has to be shipped: a browser that is still there must not hold the end of a test.
    WEIR_SHUTDOWN_MS: '1000',
    ...environment,
    WEIR_HOST: '127.0.0.1',
    WEIR_PORT: String(port),
    WEIR_SITES: sites,
    WEIR_SINK: 'memory',
    WEIR_SPOOL: 'off',
    WEIR_CONSOLE: '1',
  })
  if (config === undefined) throw new Error(faults.join('\n'))
  return config
}
