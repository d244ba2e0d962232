import { createRandom } from '@weir/local/random'
import fc from 'fast-check'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TimeRange } from '../../src/reader/list-hours.ts'
import { openArchive } from '../../src/reader/open-archive.ts'
import { repeatsPath } from '../../src/reader/repeats.ts'
import { compact } from '../support/compact.ts'
import { strange } from '../support/synthetic/strange.ts'
import { syntheticArrivals } from '../support/synthetic/records.ts'
import { writeArchive } from '../support/synthetic/write-archive.ts'

const hourMs = 3_600_000
const startMs = Date.UTC(2026, 9, 31, 22)

const cases = fc.record({
  seed: fc.nat(),
  // Where the arrivals are cut: between two cuts the archive is compacted.
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 3 }),
  fromHour: fc.constantFrom(undefined, 2, 3),
  toHour: fc.constantFrom(undefined, 3),
})

async function read(location: string, range: TimeRange) {
  const archive = await openArchive({
    location,
    filter: { range },
    streams: ['events'],
    lateMs: 0,
  })
  try {
    const events = await archive.db.all<object>('SELECT * FROM events_read ORDER BY event_id')
    return { events, sources: archive.sources }
  } finally {
    await archive.close()
  }
}

test('says with what compaction found what it says without', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ seed, cuts, fromHour, toHour }) => {
      const { events } = strange(createRandom(seed), [
        ...syntheticArrivals({ seed, startMs, hours: 4, visitsPerHour: 3, duplicates: 0.3 }),
      ])
      const root = await mkdtemp(join(tmpdir(), 'weir-repeats-'))
      try {
        let from = 0
        for (const [at, cut] of cuts.toSorted((a, b) => a - b).entries()) {
          const to = Math.floor(cut * events.length)
          const writer = `ba987654321${at}`
          await writeArchive(root, events.slice(from, to), { linesPerFile: 20, writer })
          await compact(root)
          from = to
        }
        await writeArchive(root, events.slice(from), { linesPerFile: 20 })
        const range = {
          fromMs: fromHour === undefined ? undefined : startMs + fromHour * hourMs,
          toMs: toHour === undefined ? undefined : startMs + toHour * hourMs,
        }
        const known = await read(root, range)
        await rename(join(root, repeatsPath), join(root, 'aside')).catch(() => {})
        expect(known).toEqual(await read(root, range))
      } finally {
        await rm(root, { recursive: true })
      }
    }),
    { numRuns: 8 },
  )
})
