import { createRandom } from '@weir/local/random'
import type { StoredRecord } from '@weir/schema'
import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forgetVisitor } from '../../src/forget/forget-visitor.ts'
import { nodeChanges } from '../../src/housekeeping/prepare-changes.ts'
import type { Changes } from '../../src/housekeeping/publish-file.ts'
import { compact, everything } from '../support/compact.ts'
import { strange } from '../support/synthetic/strange.ts'
import { syntheticArrivals } from '../support/synthetic/records.ts'
import { writeArchive } from '../support/synthetic/write-archive.ts'

const cases = fc.record({
  seed: fc.nat(),
  compacted: fc.double({ min: 0, max: 1, noNaN: true }),
  deleteOriginals: fc.boolean(),
  // After how many steps the power is gone the first time.
  steps: fc.integer({ min: 0, max: 12 }),
})

function dying(steps: number): Changes {
  let left = steps
  const check = (): void => {
    if ((left -= 1) < 0) throw new Error('the power is gone')
  }
  return {
    ...nodeChanges,
    rename: (from, to) => (check(), nodeChanges.rename(from, to)),
    remove: (path) => (check(), nodeChanges.remove(path)),
    sync: (path) => (check(), nodeChanges.sync(path)),
  }
}

test('leaves what is not theirs as it was, whenever it stops', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ seed, compacted, deleteOriginals, steps }) => {
      const random = createRandom(seed)
      const startMs = Date.UTC(2026, 9, 31, 22)
      const { events, rejected } = strange(random, [
        ...syntheticArrivals({ seed, startMs, hours: 3, visitsPerHour: 3, duplicates: 0.2 }),
      ])
      const known = events.map(({ record }) => record.anonymous_id).filter((id) => id !== undefined)
      const id = random.pick(known.length > 0 ? known : ['nobody']) ?? 'nobody'
      const root = await mkdtemp(join(tmpdir(), 'weir-forget-'))
      try {
        await writeArchive(root, events.slice(0, events.length * compacted), { linesPerFile: 20 })
        await compact(root, { deleteOriginals })
        const rest = events.slice(events.length * compacted)
        await writeArchive(root, rest, { linesPerFile: 20, writer: 'ba9876543210' })
        await writeArchive(root, rejected, { stream: 'rejected' })
        const before = (await everything(root)).events as readonly StoredRecord[]
        const theirs = new Set(before.filter(({ anonymous_id: a }) => a === id).map(visitOf))
        const asked = { userIds: [], anonymousIds: [id], exactly: false }
        const options = { location: root, asked, dryRun: false, memory: '500MB' }
        await forgetVisitor({ ...options, changes: dying(steps) }).catch(() => {})
        const between = (await everything(root)).events as readonly StoredRecord[]
        const others = (of: readonly StoredRecord[]) =>
          of.filter(
            (each) => each.anonymous_id !== id && (isNamed(each) || !theirs.has(visitOf(each))),
          )
        expect(others(between)).toEqual(others(before))
        const { left } = await forgetVisitor({ ...options, changes: nodeChanges })
        expect([left?.lines, left?.parquet]).toEqual([[], []])
        const after = (await everything(root)).events as readonly StoredRecord[]
        // Nothing less, and nothing more: what is nameless is theirs still when nothing else is left.
        expect(after).toEqual(others(before))
      } finally {
        await rm(root, { recursive: true })
      }
    }),
    { numRuns: 10 },
  )
})

const visitOf = ({ site_id: site, session_id: session }: StoredRecord): string =>
  `${site} ${session}`
const isNamed = ({ anonymous_id: a, user_id: u, network_id: n }: StoredRecord): boolean =>
  [a, u, n].some((id) => id !== undefined && id !== null)
