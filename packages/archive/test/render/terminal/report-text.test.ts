import { stripVTControlCharacters } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { widthOf } from '../../../src/render/plain-text.ts'
import { reportText } from '../../../src/render/terminal/report-text.ts'
import { createStyle } from '../../../src/render/terminal/style.ts'
import { makeReports } from '../../../src/reports/make-reports.ts'
import { reportNames } from '../../../src/reports/report-names.ts'
import type { Report, ReportTable } from '../../../src/reports/report.ts'
import { openArchive } from '../../../src/reader/open-archive.ts'
import { syntheticArrivals } from '../../support/synthetic/records.ts'
import { writeArchive } from '../../support/synthetic/write-archive.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const plain = createStyle(false)
let made: Report[] = []

beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), 'weir-render-'))
  const startMs = Date.UTC(2026, 9, 5)
  await writeArchive(root, syntheticArrivals({ seed: 3, startMs, hours: 500, visitsPerHour: 1 }))
  const streams = ['events', 'rejected'] as const
  const archive = await openArchive({ location: root, filter: { range: {} }, streams })
  const steps = [{ label: 'seen', eventType: 'page_view' }]
  const input = { db: archive.db, range: {}, bots: false, top: 5 }
  made = await makeReports(reportNames, { ...input, funnel: { steps, by: 'visit' } })
  await archive.close()
  await rm(root, { recursive: true })
})

const render = (width: number, colors = false): string[] =>
  made.flatMap((report) => reportText(report, { width, style: createStyle(colors) }))

test.each([40, 60, 80, 100, 200])('fits into %i columns', (width) => {
  const lines = render(width)
  expect(lines.length).toBeGreaterThan(100)
  expect(lines.filter((line) => widthOf(line) > width)).toEqual([])
})

test('says the same with colours as without', () => {
  const colored = render(90, true)
  expect(colored.map(stripVTControlCharacters)).toEqual(render(90))
  expect(colored).not.toEqual(render(90))
})

const oneReport = (table: Partial<ReportTable>): Report => ({
  name: 'x',
  title: 'X',
  about: '',
  facts: [],
  tables: [
    {
      key: 'x',
      title: 'Pages',
      columns: [
        { key: 'page', label: 'page', kind: 'text' },
        { key: 'views', label: 'views', kind: 'count' },
        { key: 'share', label: 'share', kind: 'share' },
      ],
      rows: [
        ['/products/a-very-long-name', 1_234_567, 0.9],
        ['/\u001b[2J東京', 137_174, 0.1],
      ],
      ...table,
    },
  ],
})
const body = (report: Report, width: number) =>
  reportText(report, { width, style: plain }).slice(2, -1)

test('draws a bar where there is room, and cuts texts before it leaves out a column', () => {
  const report = oneReport({ chart: { kind: 'bars', label: 'page', value: 'views' }, more: 3 })
  expect(body(report, 60)).toEqual([
    'Pages',
    'page                            views   share',
    '/products/a-very-long-name  1,234,567  90.0 %  █████████████',
    '/·[2J東京                     137,174  10.0 %  █▌',
    'and 3 more; --top N for more of them',
  ])
  expect(body(report, 30)).toEqual([
    'Pages',
    'page             views   share',
    '/products/…  1,234,567  90.0 %',
    '/·[2J東京      137,174  10.0 %',
    'and 3 more; --top N for more of them',
  ])
})

test('leaves out a column rather than cutting a number, and says which', () => {
  expect(body(oneReport({}), 24)).toEqual([
    'Pages',
    'page               views',
    '/products/a-…  1,234,567',
    '/·[2J東京        137,174',
    'no room for: share',
  ])
})

test('draws parts with their marks in the head', () => {
  const columns = [
    { key: 'name', label: 'measure', kind: 'text' },
    { key: 'good', label: 'good', kind: 'share' },
    { key: 'poor', label: 'poor', kind: 'share' },
  ] as const
  const chart = { kind: 'parts', label: 'name', parts: ['good', 'poor'] } as const
  expect(body(oneReport({ columns, chart, rows: [['LCP', 0.75, 0.25]] }), 50)).toEqual([
    'Pages',
    '█ good  ▒ poor',
    'measure    good    poor',
    'LCP      75.0 %  25.0 %  ███████████████████▒▒▒▒▒▒',
  ])
})

test('draws shares as a matrix, the latest columns where there is no room for all', () => {
  const columns = [
    { key: 'cohort', label: 'first week', kind: 'day' },
    { key: 'week', label: 'weeks later', kind: 'count' },
    { key: 'share', label: 'share', kind: 'share' },
  ] as const
  const chart = { kind: 'heat', x: 'week', y: 'cohort', value: 'share', scale: 'plain' } as const
  const rows = [
    ['2026-10-05', 0, 1],
    ['2026-10-05', 1, 0.256],
    ['2026-10-05', 2, 0],
    ['2026-10-12', 0, 1],
    ['2026-10-12', 1, 0.9999999],
  ] as const
  expect(body(oneReport({ columns, chart, rows }), 60)).toEqual([
    'Pages',
    '                0      1      2',
    '2026-10-05   100   25.6      0 ',
    '2026-10-12   100   <100 ',
    'percent',
  ])
  expect(body(oneReport({ columns, chart, rows }), 25).at(-1)).toBe('the last 2 of 3; percent')
})

test('says nothing where there is nothing', () => {
  expect(body(oneReport({ rows: [] }), 60)).toEqual(['Pages', 'nothing'])
})
