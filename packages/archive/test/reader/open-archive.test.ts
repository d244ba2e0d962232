import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findArchive } from '../../src/reader/archive-root.ts'
import { cutIntoChunks } from '../../src/reader/lines-chunks.ts'
import { open } from '../support/open.ts'
import { readFolder } from '../support/read-folder.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { eventId, hour, putFile, rejectedRecord, storedRecord } from '../support/write-lines.ts'

const at = (text: string): number => Date.parse(text)

test('gives back every column as it was stored', async () => {
  const root = await temporaryFolder()
  const record = storedRecord({
    seq: 3,
    value: 49.9,
    previous_instance: { instance_id: 'i-0', last_seq: 12 },
    properties: { sku: 'A1', nested: { list: [1, null, 'x'] } },
    device_type: 'mobile',
  })
  await putFile(root, `events/${hour}/a.json.gz`, [record])
  const { db } = await open(root)
  const { columns } = await db.rows('SELECT * FROM events')
  const nothing = Object.fromEntries(columns.map(({ name }) => [name, null]))
  expect(await db.all('SELECT * FROM events')).toEqual([{ ...nothing, ...record }])
})

test('keeps the first arrival of an event, wherever its copies are', async () => {
  const root = await temporaryFolder()
  const arrival = (received_at: string, page_title: string) =>
    storedRecord({ event_id: eventId(1), received_at, page_title })
  const later = arrival('2026-11-21T01:30:00.000Z', 'later')
  const first = arrival('2026-11-21T01:02:04.000Z', 'first')
  await putFile(root, `events/${hour}/a.json.gz`, [later, later])
  await putFile(root, `events/${hour.replace('hour=01', 'hour=02')}/b.json.zst`, [first, later])
  const { db, sources } = await open(root)
  expect(await db.all('SELECT event_id, page_title FROM events ORDER BY page_title')).toEqual([
    { event_id: eventId(1), page_title: 'first' },
  ])
  expect(sources).toEqual({ compactedHours: 0, lineFiles: 2, duplicates: 3 })
})

test('looks at what happened in a range at a site, and at no hour that cannot hold it', async () => {
  const root = await temporaryFolder()
  const times = ['01:59:59.999', '02:00:00.000', '02:59:59.999', '03:00:00.000']
  const records = times.map((time, number) =>
    storedRecord({ event_id: eventId(number), timestamp: `2026-11-21T${time}Z` }),
  )
  const elsewhere = storedRecord({ ...records[1], event_id: eventId(9), site_id: 'blog' })
  await putFile(root, `events/${hour}/a.json.gz`, [...records, elsewhere])
  await putFile(root, `events/year=2026/month=11/day=19/hour=01/damaged.json.gz`, new Uint8Array(9))
  await putFile(root, `events/year=2026/month=11/day=23/hour=05/damaged.json.gz`, new Uint8Array(9))
  const range = { fromMs: at('2026-11-21T02:00:00Z'), toMs: at('2026-11-21T03:00:00Z') }
  const filter = { range, site: 'shop' }
  const { db, notices } = await open(root, { filter, lateMs: 48 * 3_600_000 })
  const rows = await db.all<{ id: string }>('SELECT event_id AS id FROM events ORDER BY id')
  expect(rows.map(({ id }) => id)).toEqual([eventId(1), eventId(2)])
  expect(notices).toEqual([])
  const later = await open(root, { filter, lateMs: 51 * 3_600_000 })
  expect(later.notices).toHaveLength(1)
})

test('answers with empty views for an archive with nothing in it', async () => {
  const { db, sources } = await open(await temporaryFolder())
  for (const view of ['events', 'sessions', 'page_views', 'rejected']) {
    expect(await db.all(`SELECT * FROM ${view}`)).toEqual([])
  }
  expect(sources).toEqual({ compactedHours: 0, lineFiles: 0, duplicates: 0 })
})

test('changes nothing in the archive and leaves nothing beside it', async () => {
  const root = await temporaryFolder()
  await putFile(root, `events/${hour}/a.json.gz`, [storedRecord({})])
  await putFile(root, `rejected/${hour}/a.json.gz`, [rejectedRecord({})])
  const before = await readFolder(root)
  const beside = await temporaryFolder()
  const archive = await open(root, { temporary: beside })
  await archive.db.all('SELECT * FROM sessions')
  expect(await readdir(beside)).toHaveLength(1)
  await archive.close()
  expect(await readFolder(root)).toEqual(before)
  expect(await readdir(beside)).toEqual([])
  await expect(open(root, { temporary: beside, memory: 'lots' })).rejects.toThrow(/config/u)
  expect(await readdir(beside)).toEqual([])
})

test('ends what runs when it is interrupted', async () => {
  const root = await temporaryFolder()
  const stopping = new AbortController()
  const { db } = await open(root, { signal: stopping.signal })
  const running = db.all('SELECT count(*) FROM range(10_000_000_000) a, range(1000) b')
  stopping.abort()
  await expect(running).rejects.toThrow(/interrupt/iu)
})

test('refuses a bucket, a folder that is not there, and one that reads as a pattern', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'a[1]'))
  await expect(findArchive('s3://my-bucket/x')).rejects.toThrow(
    /aws s3 sync s3:\/\/my-bucket\/x DIR/u,
  )
  await expect(findArchive(join(folder, 'none'))).rejects.toThrow(/none: no such folder$/u)
  await expect(findArchive(join(folder, 'a[1]'))).rejects.toThrow(/cannot read below a folder/u)
  expect(await findArchive(folder)).toBe(folder)
})

test('cuts files into chunks in their order, a large one alone', () => {
  const sizes = [1, 15, 1, 40, 1, 2].map((mib, n) => ({ path: `${n}`, bytes: mib * 2 ** 20 }))
  const cut = cutIntoChunks(sizes).map((chunk) => chunk.map(({ path }) => path).join(''))
  expect(cut).toEqual(['01', '2', '3', '45'])
})
