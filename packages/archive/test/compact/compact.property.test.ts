import { createRandom } from '@weir/local/random'
import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compact, everything } from '../support/compact.ts'
import { strange } from '../support/synthetic/strange.ts'
import { syntheticArrivals } from '../support/synthetic/records.ts'
import { writeArchive } from '../support/synthetic/write-archive.ts'

const cases = fc.record({
  seed: fc.nat(),
  // Files that are there before the first time, and how many of the rest come before the second.
  early: fc.double({ min: 0, max: 1, noNaN: true }),
  linesPerFile: fc.constantFrom(3, 20, 1000),
  chunkBytes: fc.constantFrom(1, 3000, undefined),
  deleteOriginals: fc.boolean(),
})

test('changes no event of any archive, whatever comes late', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ seed, early, linesPerFile, chunkBytes, deleteOriginals }) => {
      const startMs = Date.UTC(2026, 9, 31, 22)
      const { events } = strange(createRandom(seed), [
        ...syntheticArrivals({ seed, startMs, hours: 3, visitsPerHour: 3, duplicates: 0.2 }),
      ])
      const cut = Math.floor(events.length * early)
      const [whole, root] = await Promise.all(
        ['whole', 'late'].map((name) => mkdtemp(join(tmpdir(), `weir-${name}-`))),
      )
      try {
        await writeArchive(whole ?? '', events, { linesPerFile })
        const expected = await everything(whole ?? '')
        await writeArchive(root ?? '', events.slice(0, cut), { linesPerFile })
        await compact(root ?? '', { deleteOriginals, chunkBytes })
        await writeArchive(root ?? '', events.slice(cut), { linesPerFile, writer: 'ba9876543210' })
        expect(await everything(root ?? '')).toEqual(expected)
        const { events: many, duplicates } = await compact(root ?? '', { chunkBytes })
        expect(await everything(root ?? '')).toEqual(expected)
        expect(many + duplicates).toBeGreaterThanOrEqual(0)
      } finally {
        await Promise.all([whole, root].map((folder) => rm(folder ?? '', { recursive: true })))
      }
    }),
    { numRuns: 8 },
  )
})
