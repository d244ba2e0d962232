import { createRandom } from '@weir/local/random'
import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openArchive } from '../../src/reader/open-archive.ts'
import { makeReports } from '../../src/reports/make-reports.ts'
import { reportNames } from '../../src/reports/report-names.ts'
import type { FunnelOptions } from '../../src/reports/funnel-step.ts'
import type { Report } from '../../src/reports/report.ts'
import { oracle } from '../support/oracle/oracle.ts'
import { syntheticArrivals } from '../support/synthetic/records.ts'
import { writeArchive } from '../support/synthetic/write-archive.ts'
import { strange } from '../support/synthetic/strange.ts'

const startMs = Date.UTC(2026, 9, 30, 20)
const funnel: FunnelOptions = {
  by: 'visit',
  steps: [
    { label: 'products', eventType: 'page_view', path: '/products*' },
    { label: 'on', eventType: 'page_view', path: '/products/*' },
    { label: 'add', eventType: 'add_to_cart' },
    { label: 'more', eventType: 'page_view', path: '*u*' },
  ],
}

/** Facts and rows by their keys, in the form of the oracle. */
const plain = (made: readonly Report[]) =>
  Object.fromEntries(
    made.map(({ name, facts, tables }) => [
      name,
      {
        facts: Object.fromEntries(facts.map(({ key, value }) => [key, value])),
        tables: Object.fromEntries(tables.map(({ key, rows }) => [key, rows])),
      },
    ]),
  )

const cases = fc.record({
  seed: fc.nat(),
  hours: fc.constantFrom(1, 5, 30, 24 * 9),
  visits: fc.integer({ min: 0, max: 60 }),
  bots: fc.boolean(),
  site: fc.constantFrom(undefined, undefined, 'shop', 'nobody'),
  top: fc.constantFrom(3, 1000),
  by: fc.constantFrom('visit' as const, 'visitor' as const),
  cut: fc.constantFrom(undefined, [2, 26] as const),
})

test('says of any archive what the oracle says', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ seed, hours, visits, bots, site, top, by, cut }) => {
      const spread = { visitsPerHour: Math.ceil(visits / hours), hours: visits === 0 ? 0 : hours }
      const arrivals = strange(createRandom(seed), [
        ...syntheticArrivals({ seed, startMs, ...spread, duplicates: 0.05 }),
      ])
      const root = await mkdtemp(join(tmpdir(), 'weir-oracle-'))
      await writeArchive(root, arrivals.events)
      await writeArchive(root, arrivals.rejected, { stream: 'rejected' })
      const range = {
        fromMs: cut === undefined ? undefined : startMs + cut[0] * 3_600_000,
        toMs: cut === undefined ? undefined : startMs + cut[1] * 3_600_000,
      }
      const archive = await openArchive({
        location: root,
        filter: { range, site },
        streams: ['events', 'rejected'],
        earlyMs: 30 * 86_400_000,
        lateMs: 30 * 86_400_000,
      })
      try {
        const options = { bots, top, funnel: { ...funnel, by } }
        const made = await makeReports(reportNames, { db: archive.db, range, ...options })
        const records = arrivals.events.map(({ record }) => record)
        const rejected = arrivals.rejected.map(({ record }) => record)
        const asked = { fromMs: range.fromMs ?? 0, toMs: range.toMs ?? Infinity, site, ...options }
        expect(plain(made)).toEqual(oracle({ records, rejected }, asked))
        // Alone, a report asks less of visits than together with others.
        const input = { db: archive.db, range, ...options }
        const visitsAlone = await makeReports(['visits'], input)
        const devicesAlone = await makeReports(['devices'], input)
        expect(plain([...visitsAlone, ...devicesAlone])).toEqual({
          visits: plain(made)['visits'],
          devices: plain(made)['devices'],
        })
      } finally {
        await archive.close()
        await rm(root, { recursive: true })
      }
    }),
    { numRuns: 15 },
  )
})
