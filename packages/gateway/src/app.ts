import swagger from '@fastify/swagger'
import type { ArchiveReader } from '@weir/archive/reading'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Config } from './config/config-table.ts'
import { createLiveConsole } from './console/live-console.ts'
import type { ConsoleLog, ConsoleSource } from './console-log.ts'
import type { FindPlace } from './enrich/country.ts'
import type { Metrics } from './metrics.ts'
import { descriptionSchema } from './openapi/other-routes.ts'
import { createIngest } from './pipeline/ingest.ts'
import { registerBody } from './plugins/body.ts'
import { createClientErrorHandler } from './plugins/client-error.ts'
import { registerCors } from './plugins/cors.ts'
import { createPathErrorHandler, registerErrorHandler } from './plugins/error-handler.ts'
import { registerLoadShedding } from './plugins/load-shedding.ts'
import { registerOddRequests } from './plugins/odd-requests.ts'
import { registerRateLimit } from './plugins/rate-limit.ts'
import { createRequestIds, registerRequestFacts } from './plugins/request-facts.ts'
import { registerVisitorCookie } from './plugins/visitor-cookie.ts'
import { registerEventsRoute } from './routes/events.ts'
import { type Health, registerHealthRoutes } from './routes/health.ts'
import { registerPixelRoute } from './routes/pixel.ts'
import { registerSdkFile } from './routes/sdk-file.ts'
import type { Sites } from './sites/sites.ts'
import type { Store } from './store/store.ts'
import { withoutRejected } from './store/without-rejected.ts'

/** What the edge stands on; tests give the same with their own clock and store. */
export interface AppParts {
  readonly config: Config
  readonly sites: () => Sites
  readonly store: Store
  readonly metrics: Metrics
  readonly findPlace: FindPlace
  readonly health: () => Health
  /** Of the sink: a longer record can never be stored. */
  readonly maxLineBytes: number
  /** Whether the sink has a place for rejected events. */
  readonly keepsRejected: boolean
  readonly logger: FastifyBaseLogger
  readonly now: () => number
  /** Makes the live page show more than this process. Default: it shows what this one stored. */
  readonly shareConsole?: ((log: ConsoleLog) => ConsoleSource) | undefined
  /** What the live page reads the archive by. Default: the one that the settings name. */
  readonly archiveReader?: ArchiveReader | undefined
  /** The built live page, where there is one. */
  readonly consolePage?: string | undefined
  /** The script-tag build, where there is one. */
  readonly sdkScript?: Buffer | undefined
  /** Answers 503 while the process cannot keep up. Default: true; a test has the process for itself. */
  readonly shedsLoad?: boolean | undefined
}

/** The public side. Every option of the server stands here, so tests run what production runs. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { config, sites, metrics, now } = parts
  const app = createServer(parts)
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.decorateRequest('opened', undefined)
  registerErrorHandler(app, { counts: metrics.counts, logger: parts.logger })
  registerRequestFacts(app, metrics)
  registerOddRequests(app)
  registerBody(app, config)
  await registerCors(app, sites)
  const limit = await registerRateLimit(app, {
    config,
    counts: metrics.counts,
    logger: parts.logger,
    openedOf: (request) => request.opened,
  })
  const networkId = await registerVisitorCookie(app, config)
  await app.register(swagger, { openapi: { openapi: '3.1.0', info } })
  const live = createLiveConsole(parts)
  const { maxEvents } = config
  const rejecting = partsOfRejecting(parts, live !== undefined)
  const plain = createIngest({ ...parts, ...rejecting, maxEvents, watcher: live?.log })
  const ingest = live?.watch(plain) ?? plain
  app.get('/openapi.json', { schema: descriptionSchema }, () => app.swagger())
  registerHealthRoutes(app, parts.health)
  await app.register(async (scope) => {
    // A probe must not fail because there is much to do.
    if (parts.shedsLoad !== false) await registerLoadShedding(scope)
    registerEventsRoute(scope, { ingest, networkId, limit })
    registerPixelRoute(scope, { ingest, networkId, limit, now })
  })
  if (parts.sdkScript !== undefined) registerSdkFile(app, parts.sdkScript)
  if (live !== undefined) {
    // Its modules are not loaded where there is no console.
    const { registerConsole } = await import('./routes/console.ts')
    await registerConsole(app, { ...parts, live })
  }
  return app
}

/** Without a stream for them, rejected events are not kept; a live page shows them all the same. */
function partsOfRejecting({ keepsRejected, store, maxLineBytes }: AppParts, isShown: boolean) {
  if (keepsRejected || !isShown) return { keepRejected: keepsRejected, store, maxLineBytes }
  return { keepRejected: true, store: withoutRejected(store), maxLineBytes: Infinity }
}

function createServer({ config, logger, metrics }: AppParts): FastifyInstance {
  const nextId = createRequestIds()
  return Fastify({
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: nextId,
    clientErrorHandler: createClientErrorHandler(nextId, metrics),
    frameworkErrors: createPathErrorHandler({ counts: metrics.counts, logger }),
    ...(config.trustProxy === 0
      ? {}
      : { trustProxy: (_address: string, hop: number) => hop < config.trustProxy }),
    // The limit is kept where bodies are read, which drains what is too much.
    bodyLimit: Number.MAX_SAFE_INTEGER,
    // A client has this long for its head, its body, and to be quiet between requests.
    connectionTimeout: 0,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2000, requireHostHeader: false },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
  })
}

const info = {
  title: 'Weir gateway',
  description: 'Takes envelopes of events, validates each event and stores it durably.',
  version: '1',
}
