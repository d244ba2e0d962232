import { copyFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { isWorthComparing } from '../../src/compact/renew-repeats.ts'
import type { TimeRange } from '../../src/reader/list-hours.ts'
import { repeatsPath } from '../../src/reader/repeats.ts'
import { compact } from '../support/compact.ts'
import { open } from '../support/open.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { eventId, hour, putFile, storedRecord } from '../support/write-lines.ts'

const arrival = (number: number, time: string) =>
  storedRecord({
    event_id: eventId(number),
    received_at: `2026-11-21T${time}:00.000Z`,
    page_title: `${number} at ${time}`,
  })
const inHour = (number: number) => hour.replace('hour=01', `hour=0${number}`)
const at = (time: string) => Date.parse(`2026-11-21T${time}:00Z`)

/** Three compacted hours: the first event is in all of them, the second in the last two. */
async function archive(): Promise<string> {
  const root = await temporaryFolder()
  await putFile(root, `events/${inHour(1)}/a.json.gz`, [arrival(1, '01:10')])
  await putFile(root, `events/${inHour(2)}/a.json.gz`, [arrival(1, '02:10'), arrival(2, '02:20')])
  await putFile(root, `events/${inHour(3)}/a.json.gz`, [arrival(2, '03:10'), arrival(1, '03:20')])
  await compact(root)
  return root
}

/** What is read, and whether event ids were looked at for it. */
async function read(root: string, range: TimeRange = {}) {
  const { db, sources } = await open(root, { filter: { range }, streams: ['events'], lateMs: 0 })
  const { looked } = await db.one<{ looked: boolean }>(
    `SELECT count(*) > 0 AS looked FROM duckdb_tables() WHERE table_name = 'weir_twice'`,
  )
  const events = await db.all<{ title: string }>(
    'SELECT page_title AS title FROM events_read ORDER BY title',
  )
  return { looked, titles: events.map(({ title }) => title), duplicates: sources.duplicates }
}

test('knows from compaction which events are in several hours, and looks at no event_id', async () => {
  const root = await archive()
  expect(await read(root)).toEqual({
    looked: false,
    titles: ['1 at 01:10', '2 at 02:20'],
    duplicates: 3,
  })
})

test('keeps the first of the hours that are read', async () => {
  const root = await archive()
  expect(await read(root, { fromMs: at('03:00') })).toEqual({
    looked: false,
    titles: ['1 at 02:10', '2 at 02:20'],
    duplicates: 2,
  })
  expect(await read(root, { fromMs: at('04:00') })).toEqual({
    looked: false,
    titles: ['1 at 03:20', '2 at 03:10'],
    duplicates: 0,
  })
})

test('looks for what is in files of lines, and keeps what it knew of the others', async () => {
  const root = await archive()
  await putFile(root, `events/${inHour(4)}/a.json.gz`, [arrival(3, '04:10')])
  const known = ['1 at 01:10', '2 at 02:20']
  expect(await read(root)).toEqual({
    looked: true,
    titles: [...known, '3 at 04:10'],
    duplicates: 3,
  })
  await putFile(root, `events/${inHour(0)}/a.json.gz`, [arrival(2, '00:50'), arrival(3, '00:55')])
  expect(await read(root)).toEqual({
    looked: true,
    titles: ['1 at 01:10', '2 at 00:50', '3 at 00:55'],
    duplicates: 5,
  })
  await compact(root)
  expect(await read(root)).toMatchObject({ looked: false, duplicates: 5 })
})

test('believes nothing that was found about other files in the same places', async () => {
  const root = await archive()
  const [now, aside] = [join(root, repeatsPath), join(root, 'aside')]
  await copyFile(now, aside)
  // Sorts before the others of its hour: what was the first row is now the second.
  await putFile(root, `events/${inHour(2)}/b.json.gz`, [
    storedRecord({ event_id: eventId(5), site_id: 'a', page_title: '5' }),
  ])
  await compact(root)
  const expected = { titles: ['1 at 01:10', '2 at 02:20', '5'], duplicates: 3 }
  expect(await read(root)).toEqual({ looked: false, ...expected })
  await rename(aside, now)
  expect(await read(root)).toEqual({ looked: true, ...expected })
})

test.each(['is damaged', 'is of another kind', 'is a folder', 'is gone'])(
  'finds everything anew when what compaction found %s, until the next compaction',
  async (what) => {
    const root = await archive()
    const path = join(root, repeatsPath)
    const parquet = join(root, `parquet/${inHour(1)}/events.parquet`)
    await rm(path)
    if (what === 'is damaged') await writeFile(path, 'PAR1')
    if (what === 'is of another kind') await copyFile(parquet, path)
    const expected = { titles: ['1 at 01:10', '2 at 02:20'], duplicates: 3 }
    if (what === 'is a folder') await putFile(path, 'a', 'x')
    expect(await read(root)).toEqual({ looked: true, ...expected })
    if (what === 'is a folder') await rm(path, { recursive: true })
    await compact(root)
    expect(await read(root)).toEqual({ looked: false, ...expected })
    await rm(dirname(parquet), { recursive: true })
    await rm(join(root, `events/${inHour(1)}`), { recursive: true })
    expect(await read(root)).toEqual({
      looked: false,
      titles: ['1 at 02:10', '2 at 02:20'],
      duplicates: 2,
    })
  },
)

test('does not compare a large archive anew for each of its hours', () => {
  expect(isWorthComparing(1, 10_000_000)).toBe(true)
  expect(isWorthComparing(1_000_000, 20_000_000)).toBe(false)
  expect(isWorthComparing(1_250_000, 20_000_000)).toBe(true)
})
