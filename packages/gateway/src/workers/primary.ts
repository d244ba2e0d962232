import type { Logger } from 'pino'
import { buildAdmin } from '../admin.ts'
import type { Config } from '../config/config-table.ts'
import { createFindPlace } from '../enrich/country.ts'
import { urlOf } from '../gateway.ts'
import { createMetrics, type MetricsSnapshot } from '../metrics.ts'
import type { Health } from '../routes/health.ts'
import { loadSites } from '../sites/sites.ts'
import { createConsoleDesk } from './console-desk.ts'
import { createCrew, type Crew, type Member, type WorkerProcess } from './crew.ts'
import { joinHealth } from './join-health.ts'
import { sumMetrics } from './sum-metrics.ts'

/** Several processes that serve as one. */
export interface Primary {
  readonly url: string
  readonly adminUrl: string
  reload(): Promise<void>
  drain(): Promise<boolean>
}

export interface PrimaryParts {
  readonly config: Config
  readonly logger: Logger
  readonly workers: number
  readonly fork: () => WorkerProcess
}

/** How often what a worker has counted is noted: a kill forgets no more than that, in milliseconds. */
const noteMs = 1000

/** Starts the workers, keeps them at work, and answers operators for all of them. */
export async function startPrimary(parts: PrimaryParts): Promise<Primary> {
  const { config, workers: size } = parts
  // What is wrong for all is said once, before anybody is started.
  await loadSites(config.sites, config)
  await createFindPlace(config.geo)
  const metrics = createMetrics()
  const failures = createFailures(parts.logger)
  const state = { draining: false, hasReloaded: false }
  const desk = createConsoleDesk(() => crew)
  const crew = createCrew({
    ...parts,
    size,
    metrics,
    handlers: (member) => ({
      ...desk.handlers(member),
      failed: (line: string) => failures.note(line, member().slot),
    }),
    onReady(member) {
      desk.greet(member)
      if (state.hasReloaded) void catchUp(member, parts.logger)
    },
  })
  const health = async (): Promise<Health> => {
    const workers = await crew.askAll<Health>('health')
    return joinHealth(workers, { draining: state.draining, expected: size })
  }
  const admin = buildAdmin(
    {
      contentType: metrics.contentType,
      counts: metrics.counts,
      expose: async () => expose(crew, await metrics.snapshot()),
    },
    health,
    parts.logger,
  )
  try {
    const url = await crew.started
    failures.startIsOver()
    await admin.listen({ host: config.adminHost, port: config.adminPort })
    const noting = setInterval(() => void note(crew), noteMs)
    return {
      url,
      adminUrl: urlOf(admin),
      reload() {
        state.hasReloaded = true
        return reload(crew)
      },
      async drain() {
        state.draining = true
        const inTime = await crew.dismiss(config.shutdownMs)
        clearInterval(noting)
        await admin.close()
        return inTime
      },
    }
  } catch (error) {
    await crew.dismiss(0)
    throw failures.lines.size > 0 ? new Error([...failures.lines].join('; ')) : error
  }
}

/** Why workers did not start. The start says it once for all of them; later ones have the log alone. */
function createFailures(logger: Logger) {
  const lines = new Set<string>()
  let isStarted = false
  return {
    lines,
    startIsOver: () => void (isStarted = true),
    note(line: string, worker: number): void {
      if (isStarted) logger.error({ worker }, line)
      else lines.add(line)
    },
  }
}

/** Asks everybody; one that does not answer counts as it was last heard of. */
async function note(crew: Crew): Promise<void> {
  await Promise.allSettled(
    crew.members().map(async (member) => {
      member.snapshot = await member.peer.ask<MetricsSnapshot>('metrics')
    }),
  )
}

async function expose(crew: Crew, own: MetricsSnapshot): Promise<string> {
  await note(crew)
  return sumMetrics([own, await crew.left(), ...crew.members().map(({ snapshot }) => snapshot)])
}

/** All of them read the same file; where it is bad, each keeps what it had. */
async function reload(crew: Crew): Promise<void> {
  const reloads = crew.members().map(({ peer }) => peer.ask('reload'))
  await Promise.allSettled(reloads)
  await Promise.all(reloads)
}

/** A worker that has just begun to serve may have read its files before a reload that it was not asked for. */
async function catchUp({ peer, slot }: Member, logger: Logger): Promise<void> {
  try {
    await peer.ask('reload')
  } catch (error) {
    logger.error({ worker: slot }, `files not changed: ${(error as Error).message}`)
  }
}
