import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { partitionOf } from '@weir/archive'
import { createArchiveReader, type ReportsAnswer } from '@weir/archive/reading'
import { strange, syntheticArrivals, writeArchive } from '@weir/archive/synthetic'
import { createRandom } from '@weir/local/random'
import { expect, test } from 'vitest'
import { savedQueries } from '../../src/athena/saved-queries.ts'
import { askArchive, type Row } from './athena-on-duckdb.ts'

/** Three days that every query looks back on, with visits, bots, losses, doubles and oddities. */
const startMs = Date.UTC(2026, 10, 17)
const random = createRandom(9)
const { events, rejected } = strange(random, [
  ...syntheticArrivals({ seed: 9, startMs, hours: 72, visitsPerHour: 3, duplicates: 0.05 }),
])

type Arrived = { readonly record: object; readonly arrivedMs: number }

function objectsOf(prefix: 'events' | 'rejected', all: readonly Arrived[]) {
  const hours = Map.groupBy(all, ({ arrivedMs }) => partitionOf(prefix, new Date(arrivedMs)))
  return [...hours].map(
    ([path, arrived]) => [`${path}/a.json.gz`, arrived.map(({ record }) => record as Row)] as const,
  )
}
const objects = Object.fromEntries([
  ...objectsOf('events', events),
  ...objectsOf('rejected', rejected),
])

async function makeReports(): Promise<ReportsAnswer> {
  const root = await mkdtemp(join(tmpdir(), 'weir-same-'))
  const reader = createArchiveReader({ location: root, timeLimitMs: 120_000 })
  try {
    await writeArchive(root, events)
    await writeArchive(root, rejected, { stream: 'rejected' })
    const names = ['page_view', 'click', 'form_start', 'form_submit']
    const steps = names.map((name) => ({ label: name, eventType: name }))
    return await reader.reports({ top: 1000, funnel: { by: 'visit', steps } })
  } finally {
    await reader.close()
    await rm(root, { recursive: true })
  }
}
const local = await makeReports()

/** A table of a local report, row by row. */
function rowsOf(report: string, table: string): Row[] {
  const found = local.reports
    .find(({ name }) => name === report)
    ?.tables.find(({ key }) => key === table)
  return (found?.rows ?? []).map((row) =>
    Object.fromEntries(found?.columns.map(({ key }, at) => [key, row[at]]) ?? []),
  )
}

/** Athena's whole numbers come as text. */
const asNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+$/u.test(value) ? Number(value) : value

const only = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((column) => [column, asNumber(row[column])]))

/** The same rows in an order that neither side chose. */
const sorted = (rows: readonly Row[], columns: readonly string[]): string[] =>
  rows.map((row) => JSON.stringify(only(row, columns))).toSorted()

async function inAthena(name: string): Promise<Row[]> {
  return (await askArchive(objects))(savedQueries.find((query) => query.name === name)?.sql ?? '')
}

const origin = ['visits', 'visitors', 'page_views', 'bounce_share']

test.each([
  ['visits', 'by_day', ['day', 'visitors', 'visits', 'page_views', 'median_duration_ms']],
  ['page-views', 'by_day', ['day', 'page_views', 'loaded', 'in_app']],
  ['pages', 'pages', ['page', 'page_views', 'visits', 'visitors', 'entries', 'active_ms']],
  ['referrers', 'referrers', ['referrer', ...origin]],
  ['campaigns', 'campaigns', ['source', 'medium', 'campaign', ...origin]],
  ['funnel', 'steps', ['step', 'reached', 'of_first']],
  ['retention', 'cohorts', ['cohort', 'week', 'visitors']],
  ['vitals', 'by_device', ['name', 'device_type', 'p75', 'good', 'fair', 'poor', 'reports']],
  [
    'completeness',
    'by_browser_and_day',
    'day browser loads open_loads numbered arrived rejected missing unseen_loads unseen_events'.split(
      ' ',
    ),
  ],
])('%s says in Athena what it says here', async (name, table, columns) => {
  const here = sorted(rowsOf(name, table), columns)
  expect(here.length).toBeGreaterThan(0)
  expect(sorted(await inAthena(name), columns)).toEqual(here)
})

test('devices says in Athena what it says here', async () => {
  const columns = ['kind', 'name', 'visits', 'visitors', 'share']
  const here = ['device_type', 'browser', 'os', 'country'].flatMap((kind) =>
    rowsOf('devices', kind).map((row) => Object.assign({ kind, name: row[kind] }, row)),
  )
  expect(sorted(await inAthena('devices'), columns)).toEqual(sorted(here, columns))
})

test('bounces are as many in Athena as here', async () => {
  const there = (await inAthena('visits')).map(
    ({ day, visits, bounced }) => `${String(day)} ${Number(bounced) / Number(visits)}`,
  )
  const here = rowsOf('visits', 'by_day').map(
    ({ day, bounce_share: share }) => `${String(day)} ${Number(share)}`,
  )
  expect(there).toEqual(here)
})

/** It gives medians day by day there and over all here: of what both give, there is the visits. */
test('sessions counts the same visits in Athena as here', async () => {
  const there = (await inAthena('sessions')).reduce((sum, { visits }) => sum + Number(visits), 0)
  const facts = local.reports.find(({ name }) => name === 'sessions')?.facts
  expect(there).toBe(facts?.find(({ key }) => key === 'visits')?.value)
})
