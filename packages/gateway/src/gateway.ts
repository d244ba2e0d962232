import type { Logger } from 'pino'
import type { FastifyInstance } from 'fastify'
import { buildAdmin } from './admin.ts'
import { buildApp } from './app.ts'
import type { Config } from './config/config-table.ts'
import { createFindPlace } from './enrich/country.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import type { Health } from './routes/health.ts'
import type { Sink } from './sinks/sink.ts'
import { loadSites, type Sites } from './sites/sites.ts'
import type { Store } from './store/store.ts'

/** A gateway that listens. */
export interface Gateway {
  readonly url: string
  readonly adminUrl: string
  readonly metrics: Metrics
  /** Reads the file of sites again; a bad one keeps the old, and the error says why. */
  reload(): Promise<void>
  /** Not ready any more → stop accepting → ship what is left → closed. False if time ran out. */
  drain(): Promise<boolean>
}

export interface GatewayParts {
  readonly config: Config
  readonly logger: Logger
  readonly sink: (metrics: Metrics) => Sink
  readonly store: (sink: Sink, metrics: Metrics) => Promise<Store>
  readonly now?: () => number
  readonly sdkScript?: Buffer | undefined
}

/** Puts the parts together and listens on both sides. */
export async function startGateway(parts: GatewayParts): Promise<Gateway> {
  const { config, logger, now = Date.now } = parts
  let sites: Sites = await loadSites(config.sites, config)
  const metrics = createMetrics()
  const sink = parts.sink(metrics)
  for (const line of await sink.start()) logger.warn({ sink: sink.name }, line)
  if (config.sink === 'kinesis' && config.rejectedStream === undefined) {
    logger.warn('no WEIR_REJECTED_STREAM: rejected events are counted and answered, and not kept')
  }
  const store = await parts.store(sink, metrics)
  let draining = false
  const health = (): Health => ({ draining, store: store.health(), sink: sink.health() })
  const findPlace = await createFindPlace(config.geo)
  const { maxLineBytes } = sink
  const edge = {
    ...parts,
    now,
    sites: () => sites,
    store,
    metrics,
    findPlace,
    health,
    maxLineBytes,
  }
  const app = await buildApp(edge)
  const admin = buildAdmin(metrics, health)
  await app.listen({ host: config.host, port: config.port })
  await admin.listen({ host: config.adminHost, port: config.adminPort })
  return {
    url: urlOf(app),
    adminUrl: urlOf(admin),
    metrics,
    async reload() {
      sites = await loadSites(config.sites, config)
    },
    async drain() {
      draining = true
      const emptied = empty({ app, store, sink }).then(() => true)
      const inTime = await Promise.race([emptied, after(config.shutdownMs)])
      // What is not delivered by now stays in the spool, and how far it came is made durable.
      await store.close()
      await sink.close()
      await admin.close()
      return inTime
    },
  }
}

async function empty({ app, store, sink }: { app: FastifyInstance; store: Store; sink: Sink }) {
  await app.close()
  sink.flush()
  await store.drained()
}

const after = (ms: number): Promise<false> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(false), ms).unref()
  })

function urlOf(server: FastifyInstance): string {
  const address = server.server.address()
  if (address === null || typeof address === 'string') return String(address)
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}
