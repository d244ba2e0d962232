import { expect, test } from 'vitest'
import { parseDuration, parseRange } from '../../src/cli/parse-time.ts'

const nowMs = Date.UTC(2026, 10, 21, 12)
const range = (from?: string, to?: string) => {
  const { fromMs, toMs } = parseRange({ from, to }, nowMs)
  return [fromMs, toMs].map((each) => (each === undefined ? '' : new Date(each).toISOString()))
}

test('takes days with both ends, times in UTC, and how long ago', () => {
  expect(range()).toEqual(['', ''])
  expect(range('2026-11-01', '2026-11-01')).toEqual([
    '2026-11-01T00:00:00.000Z',
    '2026-11-02T00:00:00.000Z',
  ])
  expect(range('2026-11-01T01:30', '2026-11-01T01:30:05.5Z')).toEqual([
    '2026-11-01T01:30:00.000Z',
    '2026-11-01T01:30:05.500Z',
  ])
  expect(range('2w', '36h')).toEqual(['2026-11-07T12:00:00.000Z', '2026-11-20T00:00:00.000Z'])
})

test.each([
  'yesterday',
  '2026-02-30',
  '2026-11-21T25:00',
  '2026-11-21T13:00+02:00',
  '',
  '7',
  '-7d',
])('refuses %j as a time', (text) => {
  expect(() => range(text)).toThrow(/is neither a day/u)
})

test('refuses a range that ends before it begins', () => {
  expect(() => range('2026-11-02', '2026-11-01')).toThrow('--from is not before --to')
})

test('reads durations', () => {
  const durations = ['90s', '30m', '12h', '7d', '2w'].map((text) => parseDuration(text, 'late'))
  expect(durations).toEqual([90_000, 1_800_000, 43_200_000, 604_800_000, 1_209_600_000])
  expect(() => parseDuration('7 days', 'late')).toThrow('--late: "7 days" is not a duration')
})
