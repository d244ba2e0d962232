import { DuckDBInstance } from '@duckdb/node-api'
import { expect, onTestFinished, test } from 'vitest'
import { lookBackDays, savedQueries } from '../../src/athena/saved-queries.ts'

/** The part of a query that chooses partitions. */
const filterOf = (sql: string): string =>
  /WHERE (year IN .*?) AND [^ ]+ >= date_format/su.exec(sql.replaceAll(/\s+/gu, ' '))?.[1] ?? ''

/** For each day that could be today: partitions that the filter takes, and that it leaves in play. */
async function chosenDays(filter: string) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  onTestFinished(() => connection.closeSync())
  await connection.run('CREATE MACRO date_format(moment, form) AS strftime(moment, form)')
  const [byYear = '', byMonth = ''] = filter.split(' AND ')
  const reader = await connection.runAndReadAll(
    `
    WITH partitions AS (
      SELECT date_format(d, '%Y') AS year, date_format(d, '%m') AS month, date_format(d, '%d') AS day
      FROM range(DATE '2025-01-01', DATE '2031-01-01', INTERVAL 1 DAY) AS r(d)
    ), todays AS (
      SELECT CAST(d AS date) AS today
      FROM range(DATE '2026-11-01', DATE '2029-03-05', INTERVAL 1 DAY) AS r(d)
    )
    SELECT today, count_if(${filter}) AS taken, count_if(${byYear} AND ${byMonth}) AS listed
    FROM todays, partitions GROUP BY today`.replaceAll('current_date', 'today'),
  )
  return reader.getRowObjectsJson()
}

test.each(savedQueries)('reads the days it says and no other: $name', ({ name, sql }) => {
  const days = lookBackDays[name as keyof typeof lookBackDays]
  expect(filterOf(sql)).toContain(`current_date - INTERVAL '${days + 1}' DAY`)
  const tables = sql.match(/\bFROM (events|rejected)\b/gu) ?? []
  const filters = sql.match(/\bWHERE year IN \(/gu) ?? []
  expect(filters).toHaveLength(tables.length)
  expect(tables.length).toBeGreaterThan(0)
})

test.each([7, 27])(
  'takes every day of the last %i and one more, at every time of the year',
  async (days) => {
    const query = savedQueries.find(
      ({ name }) => lookBackDays[name as keyof typeof lookBackDays] === days,
    )
    const rows = await chosenDays(filterOf(query?.sql ?? ''))
    expect(rows).toHaveLength(855)
    expect(new Set(rows.map(({ taken }) => taken))).toEqual(new Set([String(days + 2)]))
    // What Athena has to look at even if it prunes by year and month alone: two months, in two years.
    expect(Math.max(...rows.map(({ listed }) => Number(listed)))).toBeLessThanOrEqual(4 * 31)
  },
)
