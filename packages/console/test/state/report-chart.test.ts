import { expect, test } from 'vitest'
import type { ReportTable } from '../../src/api/api.ts'
import { readChart } from '../../src/state/report-chart.ts'
import { barShare, formatValue } from '../../src/state/report-value.ts'

const table = (chart: object | undefined): ReportTable => ({
  key: 'days',
  title: 'Day by day',
  columns: [
    { key: 'day', label: 'day', kind: 'day' },
    { key: 'visits', label: 'visits', kind: 'count' },
    { key: 'bounced', label: 'bounced', kind: 'share' },
  ],
  rows: [
    ['2026-11-20', 8, null],
    ['2026-11-21', 4, 0.25],
  ],
  ...(chart === undefined ? {} : { chart: chart as Record<string, unknown> }),
})

test('draws days as lines', () => {
  const { lines } = readChart(table({ kind: 'lines', x: 'day', values: ['visits', 'bounced'] }))
  expect(lines).toEqual({
    times: [Date.UTC(2026, 10, 20) / 1000, Date.UTC(2026, 10, 21) / 1000],
    kind: 'count',
    series: [
      { label: 'visits', values: [8, 4] },
      { label: 'bounced', values: [null, 0.25] },
    ],
  })
})

test('draws bars as long as their share of the longest', () => {
  const { most, lines } = readChart(table({ kind: 'bars', label: 'day', value: 'visits' }))
  expect([lines, most.get('visits')]).toEqual([undefined, 8])
  expect(barShare(4, most.get('visits') ?? 0)).toBe(0.5)
  expect(barShare(null, 8)).toBe(0)
  expect(barShare(1, 0)).toBe(0)
})

test.each([undefined, {}, { kind: 'spiral' }, { kind: 'lines', x: 'nothing', values: 7 }])(
  'leaves what it does not know a table: %j',
  (chart) => {
    expect(readChart(table(chart))).toEqual({ most: new Map() })
  },
)

test.each([
  [null, 'count', '–'],
  [1234, 'count', '1,234'],
  [0.256, 'share', '25.6%'],
  [90_500, 'duration', '2 min'],
  [1.239, 'decimal', '1.24'],
  ['/a', 'text', '/a'],
  [7, 'something new', '7'],
])('writes %j, a %s, as %s', (value, kind, text) => {
  expect(formatValue(value, kind)).toBe(text)
})
