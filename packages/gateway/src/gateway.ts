import type { Logger } from 'pino'
import type { FastifyInstance } from 'fastify'
import { buildAdmin } from './admin.ts'
import { type AppParts, buildApp } from './app.ts'
import type { Config } from './config/config-table.ts'
import { createFindPlace, type FindPlace } from './enrich/country.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import type { Health } from './routes/health.ts'
import type { Sink } from './sinks/sink.ts'
import { loadSites, type Sites } from './sites/sites.ts'
import type { Store } from './store/store.ts'

/** The public side, listening, with everything behind it. */
export interface Edge {
  readonly url: string
  readonly metrics: Metrics
  readonly health: () => Health
  /** Reads the files of sites and places again; a bad one keeps the old, and the error says why. */
  reload(): Promise<void>
  /** Not ready any more → stop accepting → ship what is left → closed. False if time ran out. */
  readonly drain: () => Promise<boolean>
}

/** An edge with a side for operators. */
export interface Gateway extends Edge {
  readonly adminUrl: string
}

export interface GatewayParts extends Pick<
  AppParts,
  'sdkScript' | 'consolePage' | 'archiveReader' | 'shareConsole' | 'shedsLoad'
> {
  readonly config: Config
  readonly logger: Logger
  readonly sink: (metrics: Metrics) => Sink
  readonly store: (sink: Sink, metrics: Metrics) => Promise<Store>
  readonly now?: () => number
}

/** Puts the parts together and listens on both sides. */
export async function startGateway(parts: GatewayParts): Promise<Gateway> {
  const { config } = parts
  const edge = await startEdge(parts)
  const admin = buildAdmin(edge.metrics, edge.health, parts.logger)
  try {
    await admin.listen({ host: config.adminHost, port: config.adminPort })
  } catch (error) {
    await edge.drain()
    throw error
  }
  return {
    ...edge,
    adminUrl: urlOf(admin),
    async drain() {
      const inTime = await edge.drain()
      await admin.close()
      return inTime
    },
  }
}

/** Puts the parts together and listens to the public; what fails leaves nothing open behind it. */
export async function startEdge(parts: GatewayParts): Promise<Edge> {
  const files = createFiles(parts, await readFiles(parts))
  const metrics = createMetrics()
  metrics.gauge('workers', () => 1)
  const sink = parts.sink(metrics)
  let store: Store | undefined
  let app: FastifyInstance | undefined
  try {
    await startSink(sink, parts.logger)
    store = await parts.store(sink, metrics)
    const { health, drain, open } = assemble(parts, { sink, store })
    const { now = Date.now } = parts
    const { keepsRejected, maxLineBytes } = sink
    const made = { now, store, metrics, health, keepsRejected, maxLineBytes }
    const findPlace: FindPlace = (headers, address) => files.known().findPlace(headers, address)
    app = await buildApp({ ...parts, ...made, findPlace, sites: () => files.known().sites })
    await open(app)
    return {
      url: urlOf(app),
      metrics,
      health,
      drain,
      reload: () => files.readAgain(),
    }
  } catch (error) {
    // A connection to Redis is its own, and would hold the process.
    await app?.close()
    await store?.close()
    await sink.close()
    throw error
  }
}

/** What the operator keeps in files. */
interface Known {
  readonly sites: Sites
  readonly findPlace: FindPlace
}

/** One that is bad changes nothing of what was read before. */
function createFiles(parts: GatewayParts, first: Known) {
  let known = first
  let last = Promise.resolve()
  const readAfter = async (before: Promise<void>) => {
    await before
    known = await readFiles(parts)
  }
  return {
    known: () => known,
    /** One after the other: what was read last counts, however long it took. */
    readAgain(): Promise<void> {
      const reading = readAfter(last)
      last = reading.catch(() => undefined)
      return reading
    },
  }
}

async function readFiles({ config, logger }: GatewayParts): Promise<Known> {
  const sites = await loadSites(config.sites, config)
  const findPlace = await createFindPlace(config.geo, (line) => logger.warn(line))
  return { sites, findPlace }
}

async function startSink(sink: Sink, logger: GatewayParts['logger']): Promise<void> {
  for (const line of await sink.start()) logger.warn({ sink: sink.name }, line)
  if (!sink.keepsRejected) {
    logger.warn('no WEIR_REJECTED_STREAM: rejected events are counted and answered, and not kept')
  }
}

/** The life of what was put together: from listening to empty. */
function assemble({ config }: GatewayParts, { sink, store }: { sink: Sink; store: Store }) {
  let draining = false
  let app: FastifyInstance | undefined
  // The rest is for shipping what is left; without a spool it is the clients who wait for that.
  const clientsMs = config.shutdownMs * (config.spool === 'off' ? 0.9 : 0.5)
  const empty = async () => {
    if (app !== undefined) await closeServer(app, clientsMs)
    sink.flush()
    await store.drained()
    return true
  }
  return {
    health: (): Health => ({ draining, store: store.health(), sink: sink.health() }),
    open: async (built: FastifyInstance) => {
      app = built
      await built.listen({ host: config.host, port: config.port })
    },
    drain: async () => {
      draining = true
      const inTime = await Promise.race([empty(), after(config.shutdownMs)])
      // What is not delivered by now stays in the spool, and how far it came is made durable.
      await store.close()
      await sink.close()
      return inTime
    },
  }
}

/** How often connections that have had their last answer are looked for, in milliseconds. */
const idleCheckMs = 50

/**
 * Closing ends the connections that are idle at that moment. One with a request under way is kept alive
 * after its answer, and would hold the drain until time is up if its client sends no more. A server that
 * closes has no time-outs any more, and takes a client that has sent nothing yet for a busy one: whoever
 * is not done within the limit is cut off.
 */
async function closeServer(app: FastifyInstance, limitMs: number): Promise<void> {
  const timer = setInterval(() => app.server.closeIdleConnections(), idleCheckMs)
  const late = setTimeout(() => app.server.closeAllConnections(), limitMs)
  try {
    await app.close()
  } finally {
    clearInterval(timer)
    clearTimeout(late)
  }
}

const after = (ms: number): Promise<false> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(false), ms).unref()
  })

/** Where a server listens. */
export function urlOf(server: FastifyInstance): string {
  const address = server.server.address()
  if (address === null || typeof address === 'string') return String(address)
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}
