import { expect, test } from 'vitest'
import { describeReport, progressLine } from '../../src/report.ts'
import { createTally } from '../../src/send/tally.ts'

function talliedHundred() {
  const tally = createTally()
  for (let ms = 1; ms <= 100; ms += 1) {
    tally.add({ answer: ms <= 98 ? '202' : '503', accepted: ms <= 98 ? 3 : 0, rejected: 0 }, ms)
  }
  return tally
}

test('counts answers and events, and knows the percentiles of the latency', () => {
  expect(talliedHundred().read()).toEqual({
    requests: 100,
    accepted: 294,
    rejected: 0,
    leftOut: 0,
    answers: new Map([
      ['202', 98],
      ['503', 2],
    ]),
    latencyMs: { 50: 50, 90: 90, 99: 99, 100: 100 },
  })
})

test('keeps two digits of a latency', () => {
  const tally = createTally()
  tally.add({ answer: '202', accepted: 1, rejected: 0 }, 1234)
  tally.add({ answer: '202', accepted: 1, rejected: 0 }, 0.123)
  expect(tally.read().latencyMs).toMatchObject({ 50: 0.2, 100: 1200 })
})

test('says what became of everything', () => {
  const tally = talliedHundred()
  tally.leaveOut(7)
  expect(describeReport(tally.read(), 10)).toBe(
    [
      '  accepted  294 events (29/s)',
      '  rejected  0 events, on purpose',
      '  answers   202 × 98, 503 × 2 (100 requests)',
      '  latency   p50 50 ms, p90 90 ms, p99 99 ms, max 100 ms, from when each was due',
      '  left out  7 events: too many had no answer yet',
    ].join('\n'),
  )
  expect(progressLine(tally.read(), 10)).toBe(
    '10 s: 294 events (29/s), p99 99 ms, 202 × 98, 503 × 2',
  )
})
