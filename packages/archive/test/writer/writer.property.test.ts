import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hourMs, partitionOf } from '../../src/layout/partition.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { linesOf } from '../support/lines.ts'
import { until } from '../support/until.ts'
import { createWriterRig, type WriterRig } from '../support/writer-rig.ts'

type Prefix = 'events' | 'rejected'

const step = fc.oneof(
  fc.record({
    kind: fc.constant('append' as const),
    prefix: fc.constantFrom<Prefix>('events', 'rejected'),
    hoursAgo: fc.integer({ min: 0, max: 2 }),
    pad: fc.integer({ min: 0, max: 700 }),
    givesUp: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: hourMs }) }),
  fc.record({ kind: fc.constant('fail' as const), fails: fc.boolean() }),
  fc.record({ kind: fc.constant('give up' as const) }),
  fc.record({ kind: fc.constant('flush' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

interface Told {
  readonly partition: string
  readonly outcome: Promise<'stored' | 'given up'>
}

/** Drives a writer, and remembers for every line where it belongs and what was said about it. */
function createDriver(rig: WriterRig) {
  const told: Told[] = []
  const giveUps: AbortController[] = []
  const append = ({ prefix, hoursAgo, pad, givesUp }: Step & { kind: 'append' }): void => {
    const arrivedAt = new Date(rig.clock.now() - hoursAgo * hourMs)
    const giveUp = new AbortController()
    if (givesUp) giveUps.push(giveUp)
    const lines = linesOf(1, told.length, pad)
    const done = rig.writer.append(prefix, lines, { arrivedAt, signal: giveUp.signal })
    const outcome = done.then(
      () => 'stored' as const,
      () => 'given up' as const,
    )
    told.push({ partition: partitionOf(prefix, arrivedAt), outcome })
  }
  const run = async (each: Step): Promise<void> => {
    if (each.kind === 'append') append(each)
    if (each.kind === 'wait') rig.clock.advance(each.ms)
    if (each.kind === 'fail') rig.failing = each.fails ? () => new Error('EIO') : undefined
    if (each.kind === 'give up') for (const giveUp of giveUps.splice(0)) giveUp.abort(new Error())
    if (each.kind === 'flush') void rig.writer.flush()
    await Promise.resolve()
  }
  return { told, run }
}

test('stores every line once, in the hour of its arrival and in order, whatever happens meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const options = { fileBytes: 1000, maxBufferedBytes: 4000, ageMs: 60_000 }
      const rig = createWriterRig(options)
      const { told, run } = createDriver(rig)
      for (const each of steps) await run(each)
      rig.failing = undefined
      let isFlushed = false
      void rig.writer.flush().finally(() => (isFlushed = true))
      await until(() => {
        rig.clock.advance(15_000)
        // What was given up while its file was being written is held until that file is settled.
        return isFlushed && rig.writer.stats().bufferedBytes === 0
      })
      const outcomes = await Promise.all(told.map(({ outcome }) => outcome))
      const stored = rig.byPartition()
      const seqs = Object.values(stored).flat()
      expect(new Set(seqs).size).toBe(seqs.length)
      for (const [partition, found] of Object.entries(stored)) {
        // Files sort in the order of writing, and lines keep theirs.
        expect(found).toEqual(found.toSorted((a, b) => a - b))
        for (const seq of found) expect(told[seq]?.partition).toBe(partition)
      }
      const promised = outcomes.flatMap((outcome, seq) => (outcome === 'stored' ? [seq] : []))
      expect(seqs).toEqual(expect.arrayContaining(promised))
      expect(rig.writer.stats().problem).toBeUndefined()
      await rig.writer.close()
    }),
    { numRuns: 150 },
  )
})

test('has a clock that runs what is due at its own moment', () => {
  const clock = createFakeClock()
  const start = clock.now()
  const ran: number[] = []
  clock.after(10, () => ran.push(clock.now() - start))
  clock.after(5, () => clock.after(1, () => ran.push(clock.now() - start)))
  clock.advance(20)
  expect(ran).toEqual([6, 10])
})
