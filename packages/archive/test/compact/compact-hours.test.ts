import fc from 'fast-check'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { groupHours } from '../../src/compact/compact-hours.ts'
import { createDb } from '../../src/reader/db.ts'
import type { PlannedHour } from '../../src/reader/plan-hours.ts'
import { compact, everything } from '../support/compact.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { eventId, putFile, storedRecord } from '../support/write-lines.ts'

const numbered = (...numbers: number[]) =>
  numbers.map((number) => storedRecord({ event_id: eventId(number) }))
const lines = (hour: number, name: string) =>
  `events/year=2026/month=11/day=21/hour=0${hour}/${name}.json.gz`

/** The numbers of the events in the Parquet file of each hour. */
async function numbersOf(root: string): Promise<Record<string, number[]>> {
  const db = await createDb({ scratch: await temporaryFolder() })
  try {
    const rows = await db.all<{ hour: string; numbers: number[] }>(`
      SELECT regexp_extract(filename, 'hour=(..)', 1) AS hour,
        list(right(event_id, 2)::INT ORDER BY event_id) AS numbers
      FROM read_parquet('${join(root, 'parquet')}/**/*.parquet', filename = true, hive_partitioning = false)
      GROUP BY hour ORDER BY hour`)
    return Object.fromEntries(rows.map(({ hour, numbers }) => [hour, numbers]))
  } finally {
    db.close()
  }
}

test('reads small hours together, and keeps what is of one apart from the others', async () => {
  const root = await temporaryFolder()
  await putFile(root, lines(1, 'a'), numbered(1, 2, 2))
  await putFile(root, lines(1, 'b'), numbered(2, 3))
  await putFile(root, lines(2, 'a'), [...numbered(3, 4), { no: 'record' }])
  await putFile(root, lines(3, 'a'), numbered(4, 5))
  await putFile(root, lines(3, 'b'), numbered(6))
  const cut = await open(join(root, lines(3, 'b')), 'r+')
  await cut.truncate(40)
  await cut.close()
  const done = await compact(root)
  expect(done).toMatchObject({ hours: 3, files: 4, events: 7, duplicates: 2 })
  expect(done.notices.map(({ kind, path }) => [kind, path])).toEqual([
    ['bad_lines', lines(2, 'a')],
    ['unreadable_file', lines(3, 'b')],
  ])
  expect(await numbersOf(root)).toEqual({ '01': [1, 2, 3], '02': [3, 4], '03': [4, 5] })
  // The same event in two hours is counted once by whoever reads both.
  expect((await everything(root)).events).toHaveLength(5)
})

test('compacts the other hours where DuckDB cannot read a file of one', async () => {
  const root = await temporaryFolder()
  await putFile(root, lines(1, 'a'), numbered(1, 1))
  // More than DuckDB takes for one object.
  const properties = { long: 'x'.repeat(34 * 1024 * 1024) }
  await putFile(root, lines(2, 'a'), [storedRecord({ event_id: eventId(2), properties })])
  await putFile(root, lines(3, 'a'), numbered(3))
  const done = await compact(root)
  expect(done).toMatchObject({ hours: 2, events: 2, duplicates: 1 })
  expect(done.notices).toMatchObject([{ kind: 'unreadable_file', path: lines(2, 'a') }])
  expect(await numbersOf(root)).toEqual({ '01': [1], '03': [3] })
})

const planned = (startMs: number, bytes: number, isCompacted: boolean): PlannedHour => ({
  startMs,
  parquet: isCompacted
    ? {
        startMs,
        file: { path: 'p', bytes },
        facts: { format: 1, sources: [], columns: [], events: 0, duplicates: 0, notices: [] },
      }
    : undefined,
  lines: [{ path: `${startMs}`, bytes }],
  originals: [],
})

test('groups hours in their order, no more than asked for, none for nothing', () => {
  const hours = fc
    .array(fc.tuple(fc.nat(12), fc.boolean()))
    .map((each) => each.map(([bytes, isCompacted], at) => planned(at, bytes, isCompacted)))
  const bytesOf = (group: readonly PlannedHour[]) =>
    group.flatMap((hour) => hour.lines).reduce((sum, { bytes }) => sum + bytes, 0)
  fc.assert(
    fc.property(hours, (all) => {
      const groups = groupHours(all, 10)
      expect(groups.flat()).toEqual(all)
      const shared = groups.filter((group) => group.length > 1)
      expect(shared.every((group) => bytesOf(group) <= 10)).toBe(true)
      expect(shared.flat().every(({ parquet }) => parquet === undefined)).toBe(true)
      expect(groups.every((group) => group.length > 0)).toBe(true)
    }),
  )
  expect(groupHours([planned(0, 4, false), planned(1, 6, false)], 10)).toHaveLength(1)
})
