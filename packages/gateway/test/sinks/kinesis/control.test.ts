import { expect, test } from 'vitest'
import { backoffMs } from '../../../src/sinks/backoff.ts'
import { createBreaker, failuresToOpen } from '../../../src/sinks/kinesis/breaker.ts'
import { createBucketBits } from '../../../src/sinks/kinesis/bucket-bits.ts'
import { createSendWindow } from '../../../src/sinks/kinesis/send-window.ts'
import { deliveryOf, linesOf } from '../../support/lines.ts'
import { createWriterRig } from '../../support/writer-rig.ts'

const none = () => 0

function openBreaker() {
  const states: string[] = []
  const breaker = createBreaker({ random: none, onChange: (state) => states.push(state) })
  for (let failure = 0; failure < failuresToOpen; failure++) {
    expect(breaker.allows(0)).toBe(true)
    breaker.started()
    breaker.failed(0)
  }
  return { breaker, states }
}

test('a breaker opens after failures in a row, and a success in between starts the count again', () => {
  const breaker = createBreaker({ random: none, onChange: none })
  for (let round = 0; round < 3; round++) {
    for (let failure = 1; failure < failuresToOpen; failure++) breaker.failed(0)
    breaker.succeeded()
  }
  expect(breaker.state()).toBe('closed')
  expect(openBreaker().states).toEqual(['open'])
})
test('an open breaker lets one probe through when its pause is over', () => {
  const { breaker, states } = openBreaker()
  const opensAt = breaker.opensAt() ?? 0
  expect(breaker.allows(opensAt - 1)).toBe(false)
  expect(breaker.allows(opensAt)).toBe(true)
  breaker.started()
  expect(breaker.allows(opensAt)).toBe(false)
  breaker.succeeded()
  expect(breaker.allows(opensAt)).toBe(true)
  expect(states).toEqual(['open', 'half_open', 'closed'])
})
test('a probe that fails opens it for longer, up to a limit', () => {
  const { breaker } = openBreaker()
  const pauses: number[] = []
  for (let probe = 0; probe < 10; probe++) {
    const opensAt = breaker.opensAt() ?? 0
    breaker.allows(opensAt)
    breaker.started()
    breaker.failed(opensAt)
    pauses.push((breaker.opensAt() ?? 0) - opensAt)
  }
  expect(pauses.slice(0, 3)).toEqual([500, 1000, 1000])
  expect(pauses.at(-1)).toBe(1000)
})
test('a request that started before the breaker opened does not prolong it', () => {
  const { breaker } = openBreaker()
  const opensAt = breaker.opensAt()
  breaker.failed(100)
  expect(breaker.opensAt()).toBe(opensAt)
})

test('backoff grows to its limit and uses all of it', () => {
  const attempts = [0, 1, 2, 5, 6, 50]
  expect(attempts.map((attempt) => backoffMs(attempt, () => 1))).toEqual([
    50, 100, 200, 1600, 2000, 2000,
  ])
  expect(backoffMs(50, none)).toBe(0)
})

test('the window grows by one for a window of successes, and is cut by what was throttled', () => {
  const window = createSendWindow(8)
  for (let request = 0; request < 200; request++) window.succeeded()
  expect(window.size()).toBe(8)
  window.throttled(1, 0, 10)
  expect(window.size()).toBe(4)
  window.throttled(0.25, 11, 20)
  expect(window.size()).toBe(3.5)
  for (let request = 0; request < 4; request++) window.succeeded()
  expect(window.size()).toBeCloseTo(4.6, 0)
})
test('the window is cut once for requests that were under way together, and never below one', () => {
  const window = createSendWindow(8)
  for (let request = 0; request < 200; request++) window.succeeded()
  for (let request = 0; request < 8; request++) window.throttled(1, request, 10)
  expect(window.size()).toBe(4)
  for (let at = 11; at < 100; at++) window.throttled(1, at, at)
  expect(window.size()).toBe(1)
  expect([window.hasRoom(0), window.hasRoom(1)]).toEqual([true, false])
})

/** Looks every quarter of a second at so many bytes per second. */
function createTraffic() {
  const bits = createBucketBits({ minBits: 0, maxBits: 8, targetBytes: 24_576, lingerMs: 100 })
  let nowMs = 0
  let bytes = 0
  bits.look({ nowMs, bytes, waiting: none })
  return (bytesPerSecond: number, seconds: number, waiting = 0): number => {
    for (let quarter = 0; quarter < seconds * 4; quarter++) {
      nowMs += 250
      bytes += bytesPerSecond / 4
      bits.look({ nowMs, bytes, waiting: () => waiting })
    }
    return bits.current()
  }
}
test('there are as many buckets as fill a record within the linger', () => {
  const run = createTraffic()
  expect(run(60_000, 2)).toBe(0)
  expect(run(1_100_000, 1)).toBe(2)
  expect(run(8_500_000, 1)).toBe(5)
  expect(run(900_000_000, 1)).toBe(8)
})
test('buckets stay while the traffic swings by less than half, and go when it is gone for long', () => {
  const run = createTraffic()
  expect(run(8_500_000, 1)).toBe(5)
  for (let swing = 0; swing < 20; swing++)
    expect([run(5_000_000, 1), run(14_000_000, 1)]).toEqual([5, 5])
  expect(run(500_000, 4)).toBe(5)
  expect(run(500_000, 2)).toBe(2)
})
test('buckets double while full records wait behind each other', () => {
  const run = createTraffic()
  expect([run(100, 0.25, 10), run(100, 0.25, 10), run(100, 0.25, 10)]).toEqual([1, 2, 3])
  expect(run(100, 0.25, 5)).toBe(3)
})
test('a long queue gets as many buckets at once as can send it soon', () => {
  const run = createTraffic()
  expect(run(100, 0.25, 256)).toBe(5)
  expect(run(100, 0.25, 100_000)).toBe(8)
})
test('a queue packed for one bucket moves to many, and never takes longer than its records', async () => {
  const { writer, clock, requests } = createWriterRig({ targetBytes: 200, limits: { requests: 1 } })
  const done = Array.from({ length: 100 }, (_each, at) =>
    writer.deliver(deliveryOf(linesOf(40, 40, at * 40)), undefined),
  )
  clock.advance(100)
  for (let at = 0; at < requests.length; at++) {
    await requests[at]?.answer()
    clock.advance(20)
  }
  await Promise.all(done)
  const records = requests.reduce((sum, { entries }) => sum + entries.length, 0)
  expect(requests.length).toBeLessThan(records / 8)
})
