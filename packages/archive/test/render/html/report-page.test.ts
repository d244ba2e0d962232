import { expect, test } from 'vitest'
import { reportPage } from '../../../src/render/html/report-page.ts'
import type { ReportHead } from '../../../src/render/report-head.ts'
import type { Report, ReportTable } from '../../../src/reports/report.ts'

const hostile = `</title><script>alert(1)</script>" onload='x' & <img src=//evil.example>`
const head: ReportHead = {
  archive: `/data/${hostile}`,
  madeAtMs: Date.UTC(2026, 10, 21),
  range: {},
  lateMs: 0,
  site: hostile,
  bots: false,
  sources: { compactedHours: 1, lineFiles: 0, duplicates: 0 },
  notices: [{ kind: 'bad_lines', path: hostile, count: 2, detail: hostile }],
}
const days = ['2026-11-19', '2026-11-20', '2026-11-21']
const table = (some: Partial<ReportTable>): ReportTable => ({
  key: 'one',
  title: hostile,
  columns: [
    { key: 'name', label: 'name', kind: 'text' },
    { key: 'count', label: hostile, kind: 'count' },
    { key: 'share', label: 'share', kind: 'share' },
    { key: 'day', label: 'day', kind: 'day' },
  ],
  rows: days.map((day, at) => [hostile.repeat(at + 1), at * 1000, at / 2, day]),
  ...some,
})
const report: Report = {
  name: 'pages',
  title: 'Pages',
  about: hostile,
  facts: [{ key: 'a', label: hostile, kind: 'text', value: hostile }],
  tables: [
    table({ key: 'bars', chart: { kind: 'bars', label: 'name', value: 'count' }, more: 4 }),
    table({ key: 'lines', chart: { kind: 'lines', x: 'day', values: ['count', 'share'] } }),
    table({ key: 'parts', chart: { kind: 'parts', label: 'name', parts: ['share', 'share'] } }),
    table({
      key: 'heat',
      chart: { kind: 'heat', x: 'day', y: 'name', value: 'share', scale: 'plain' },
    }),
    table({ key: 'plain' }),
    table({ key: 'empty', rows: [] }),
  ],
}
const page = reportPage(head, [report, { ...report, name: 'visits' }])

const byName = (a: string, b: string): number => (a < b ? -1 : 1)

test('shows what strangers sent as text and as nothing else', () => {
  expect(page).not.toMatch(/<script|<img|onload='/u)
  expect(page.match(/&lt;script&gt;alert\(1\)/gu)?.length).toBeGreaterThan(20)
  const tags = page.replace(/<style>[^<]*<\/style>/u, '').matchAll(/<\/?([a-z0-9]+)/gu)
  const known =
    'html head meta title body header h1 h2 h3 p nav ol li a main section ul dl div dt dd figure figcaption span i svg g text rect line path details summary table caption thead tbody tr th td footer'
  expect([...new Set(Array.from(tags, ([, tag = '']) => tag))].toSorted(byName)).toEqual(
    known.split(' ').toSorted(byName),
  )
})

test('closes what it opens', () => {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, end, tag = '', own] of page.matchAll(/<(\/?)([a-z0-9]+)[^>]*?(\/?)>/gu)) {
    if (own === '/' || tag === 'meta') continue
    if (end !== '/') open.push(tag)
    else if (open.pop() !== tag) wrong.push(tag)
  }
  expect([open, wrong]).toEqual([[], []])
})

test('needs nothing but itself, and may load and run nothing', () => {
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  expect(page).not.toMatch(/@import|url\(/u)
  const links = Array.from(page.matchAll(/(?:href|src)="([^"]*)"/gu), ([, link]) => link)
  expect(links).toEqual(['#pages', '#visits'])
})

test('gives every plot a name and a table with its data', () => {
  const figures = page.split('<figure').slice(1)
  expect(figures).toHaveLength(12)
  const plots = figures.filter((figure) => figure.includes('role="img"'))
  expect(plots).toHaveLength(8)
  for (const plot of plots) {
    const id = /aria-labelledby="([^"]+)"/u.exec(plot)?.[1] ?? 'none'
    expect(plot).toContain(`<title id="${id}">`)
    expect(plot.match(/<table/gu)).toHaveLength(1)
    expect(plot.match(/<tr>/gu)).toHaveLength(4)
  }
  const ids = Array.from(page.matchAll(/ id="([^"]+)"/gu), ([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('says first what could not be read', () => {
  expect(page).toContain('Not everything could be read')
  expect(page.indexOf('left out 2 lines of')).toBeLessThan(page.indexOf('<section id="pages"'))
  expect(reportPage({ ...head, notices: [] }, [])).not.toContain('class="notices"')
})

test('draws no line of a single day', () => {
  const chart = { kind: 'lines', x: 'day', values: ['count'] } as const
  const one = table({ chart, rows: [['x', 1, 0.5, '2026-11-21']] })
  expect(reportPage(head, [{ ...report, tables: [one] }])).not.toContain('role="img"')
})

test('lets a matrix of a few columns fit on a telephone, with names of rows that can be read', () => {
  const heat = (rows: number) =>
    table({
      chart: { kind: 'heat', x: 'name', y: 'day', value: 'share', scale: 'plain' },
      rows: Array.from({ length: rows }, (_, at) => [`w${at}`, 1, 0.5, '2026-11-21']),
    })
  const pageOf = (rows: number) => reportPage(head, [{ ...report, tables: [heat(rows)] }])
  expect(pageOf(3)).toContain('class="narrow"')
  expect(pageOf(9)).toContain('class="wide"')
  expect(pageOf(3)).toMatch(/<text x="0" y="\d+">11-21<\/text>/u)
})
