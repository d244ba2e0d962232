import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import type { AppParts } from '../../src/app.ts'
import { readConfig } from '../../src/config/read-config.ts'
import { createFindPlace } from '../../src/enrich/country.ts'
import { createMetrics } from '../../src/metrics.ts'
import { createMemorySink } from '../../src/sinks/memory-sink.ts'
import { loadSites } from '../../src/sites/sites.ts'
import { createDirectStore } from '../../src/store/direct-store.ts'
import { demoSite, temporaryFolder } from './gateway.ts'

/** What an app stands on, without a socket and without a disk: for a great many requests. */
export async function appParts(env: Readonly<Record<string, string>> = {}): Promise<AppParts> {
  const file = join(await temporaryFolder(), 'sites.json')
  await writeFile(file, JSON.stringify({ sites: [demoSite] }))
  const { config, faults } = readConfig({
    WEIR_SINK: 'memory',
    WEIR_RATE_LIMIT: 'off',
    WEIR_SITES: file,
    ...env,
  })
  if (config === undefined) throw new Error(faults.join('\n'))
  const sites = await loadSites(file, config)
  const metrics = createMetrics()
  const sink = createMemorySink()
  const store = createDirectStore({ sink, counts: metrics.counts })
  return {
    config,
    metrics,
    store,
    sites: () => sites,
    findPlace: await createFindPlace(config.geo),
    health: () => ({ draining: false, store: store.health(), sink: sink.health() }),
    logger: pino({ level: 'silent' }),
    now: Date.now,
    maxLineBytes: sink.maxLineBytes,
    keepsRejected: sink.keepsRejected,
  }
}
