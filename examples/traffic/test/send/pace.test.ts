import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Clock, pace } from '../../src/send/pace.ts'

function fakeClock(): Clock & { ms: number } {
  const clock = {
    ms: 0,
    now: () => clock.ms,
    wait: async (ms: number) => void (clock.ms += ms),
  }
  return clock
}

test('spreads what it sends evenly, whatever its size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5000 }),
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 }),
      async (rate, sizes) => {
        const clock = fakeClock()
        let at = 0
        let units = 0
        const due = pace({
          rate,
          seconds: 2,
          next: () => sizes[at++ % sizes.length] ?? 1,
          unitsOf: (size) => size,
          clock,
          signal: new AbortController().signal,
        })
        for await (const { item, dueMs } of due) {
          expect(dueMs).toBeCloseTo((units / rate) * 1000, 6)
          expect(clock.ms).toBeGreaterThanOrEqual(dueMs)
          units += item
        }
        expect(units).toBeGreaterThanOrEqual(rate * 2)
        expect(units).toBeLessThan(rate * 2 + 50)
      },
    ),
    { numRuns: 50 },
  )
})

test('takes breath while it is late, so that answers are read and an end is heard', async () => {
  const stop = new AbortController()
  let ms = 0
  // A machine that takes a millisecond for what should take a fifth of one.
  const clock: Clock = { now: () => (ms += 1), wait: async () => stop.abort() }
  const due = pace({
    rate: 5000,
    seconds: 1,
    next: () => 1,
    unitsOf: () => 1,
    clock,
    signal: stop.signal,
  })
  let sent = 0
  for await (const { item } of due) sent += item
  expect(sent).toBeLessThan(100)
})

test('catches up after it was held up, and each latency shows for how long', async () => {
  const clock = fakeClock()
  const late: number[] = []
  const due = pace({
    rate: 10,
    seconds: 1,
    next: () => 1,
    unitsOf: () => 1,
    clock,
    signal: new AbortController().signal,
  })
  for await (const { dueMs } of due) {
    late.push(clock.ms - dueMs)
    if (late.length === 3) clock.ms += 500
  }
  expect(late).toEqual([0, 0, 0, 400, 300, 200, 100, 0, 0, 0])
})

test('goes on without an end until it is stopped', async () => {
  const clock = fakeClock()
  const stop = new AbortController()
  let sent = 0
  const due = pace({
    rate: 1,
    seconds: 0,
    next: () => 1,
    unitsOf: () => 1,
    clock,
    signal: stop.signal,
  })
  for await (const { item } of due) {
    sent += item
    if (sent === 100) stop.abort()
  }
  expect(sent).toBe(100)
  expect(clock.ms).toBeGreaterThanOrEqual(99_000)
})
