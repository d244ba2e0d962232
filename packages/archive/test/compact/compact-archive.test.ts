import { rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createDb } from '../../src/reader/db.ts'
import { repeatsPath } from '../../src/reader/repeats.ts'
import { compact, everything } from '../support/compact.ts'
import { readFolder } from '../support/read-folder.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { eventId, hour, putFile, storedRecord } from '../support/write-lines.ts'

const numbered = (...numbers: number[]) =>
  numbers.map((number) => storedRecord({ event_id: eventId(number) }))
const lines = (name: string) => `events/${hour}/${name}.json.gz`
const parquet = `parquet/${hour}/events.parquet`
/** But for what compaction remembers for readers. */
const files = async (root: string) =>
  [...(await readFolder(root)).keys()].filter((path) => path !== repeatsPath).sort()
const ids = async (root: string) =>
  (await everything(root)).events.map((event) => (event as { event_id: string }).event_id)

test('makes one file of an hour, each event once', async () => {
  const root = await temporaryFolder()
  await putFile(root, lines('a'), numbered(1, 2, 2))
  await putFile(root, lines('b'), numbered(2, 3))
  expect(await compact(root)).toMatchObject({ hours: 1, files: 2, events: 3, duplicates: 2 })
  expect(await files(root)).toEqual([lines('a'), lines('b'), parquet])
  expect(await ids(root)).toEqual([1, 2, 3].map(eventId))
})

test('reads no file of lines that is in Parquet', async () => {
  const root = await temporaryFolder()
  await putFile(root, lines('a'), numbered(1, 2))
  await compact(root)
  const { size } = await stat(join(root, lines('a')))
  // Were it read, it would be complained about.
  await writeFile(join(root, lines('a')), Buffer.alloc(size))
  expect(await everything(root)).toMatchObject({ events: [{}, {}], notices: [] })
})

test('changes nothing the second time', async () => {
  const root = await temporaryFolder()
  await putFile(root, lines('a'), numbered(1, 2))
  await compact(root)
  const before = await readFolder(root)
  expect(await compact(root)).toMatchObject({ hours: 0, before: 1 })
  expect(await readFolder(root)).toEqual(before)
})

test('finds late files: they count at once, and are in Parquet after the next time', async () => {
  const root = await temporaryFolder()
  await putFile(root, lines('a'), numbered(1, 2))
  await compact(root, { deleteOriginals: true })
  await putFile(root, lines('late'), numbered(2, 3, 3))
  expect(await ids(root)).toEqual([1, 2, 3].map(eventId))
  expect(await compact(root, { deleteOriginals: true })).toMatchObject({
    hours: 1,
    files: 1,
    events: 3,
    duplicates: 2,
    deleted: 1,
  })
  expect(await files(root)).toEqual([parquet])
  expect(await ids(root)).toEqual([1, 2, 3].map(eventId))
})

test('leaves hours alone that are not closed', async () => {
  const root = await temporaryFolder()
  await putFile(root, lines('a'), numbered(1))
  const at = (time: string) => ({ nowMs: Date.parse(`2026-11-21T${time}Z`), graceMs: 600_000 })
  expect(await compact(root, at('02:09:59'))).toMatchObject({ hours: 0, open: 1 })
  expect(await compact(root, at('02:10:00'))).toMatchObject({ hours: 1, open: 0 })
})

test('keeps away from what is outside of the range, and does nothing when only asked', async () => {
  const root = await temporaryFolder()
  await putFile(root, lines('a'), numbered(1))
  expect(await compact(root, { dryRun: true })).toMatchObject({ hours: 1, files: 1 })
  expect(await compact(root, { range: { toMs: Date.UTC(2026, 10, 21, 1) } })).toMatchObject({
    hours: 0,
  })
  expect(await files(root)).toEqual([lines('a')])
})

test('does not count a damaged file as compacted, and takes it in once it is whole', async () => {
  const root = await temporaryFolder()
  const whole = gzipSync(`${JSON.stringify(numbered(2)[0])}\n`)
  await putFile(root, lines('a'), numbered(1))
  await putFile(root, lines('b'), whole.subarray(0, -6))
  const { notices } = await compact(root, { deleteOriginals: true })
  expect(notices).toMatchObject([{ kind: 'unreadable_file', path: lines('b') }])
  expect(await files(root)).toEqual([lines('b'), parquet])
  expect(await everything(root)).toMatchObject({ events: [{}], notices })
  // Nothing new in there: the Parquet file stays the one it is.
  const before = await readFolder(root)
  expect(await compact(root)).toMatchObject({ hours: 0 })
  expect(await readFolder(root)).toEqual(before)
  await putFile(root, lines('b'), whole)
  expect(await compact(root, { deleteOriginals: true })).toMatchObject({ hours: 1, events: 2 })
  expect(await everything(root)).toMatchObject({ events: [{}, {}], notices: [] })
})

test('remembers what it left out, and keeps the file that it is in', async () => {
  const root = await temporaryFolder()
  const odd = storedRecord({ event_id: eventId(2), mood: 'good' })
  await putFile(root, lines('a'), `x\n${JSON.stringify(odd)}\n`)
  await putFile(root, lines('b'), numbered(3))
  const { notices } = await compact(root, { deleteOriginals: true })
  expect(notices.map(({ kind, path }) => [kind, path])).toEqual([
    ['bad_lines', lines('a')],
    ['unknown_column', lines('a')],
  ])
  expect(await files(root)).toEqual([lines('a'), parquet])
  expect(await everything(root)).toMatchObject({ events: [{}, {}], notices })
})

test('makes an empty file of an hour with nothing in it', async () => {
  const root = await temporaryFolder()
  await putFile(root, lines('a'), '')
  expect(await compact(root)).toMatchObject({ hours: 1, events: 0 })
  expect(await compact(root)).toMatchObject({ hours: 0, before: 1 })
  expect(await everything(root)).toEqual({ events: [], notices: [] })
})

test('reads lines where the Parquet file is damaged or foreign, and replaces it', async () => {
  const root = await temporaryFolder()
  await putFile(root, lines('a'), numbered(1))
  const path = join(root, parquet)
  await putFile(root, parquet, Buffer.from('PAR1 is not enough PAR1'))
  expect(await everything(root)).toMatchObject({
    events: [{}],
    notices: [{ kind: 'unreadable_file', path: parquet }],
  })
  const db = await createDb({ scratch: root })
  await db.run(`COPY (SELECT 1 AS a) TO '${path}' (FORMAT parquet)`)
  db.close()
  expect(await everything(root)).toMatchObject({
    events: [{}],
    notices: [{ path: parquet, detail: 'not written by weir-archive compact' }],
  })
  expect(await compact(root)).toMatchObject({ hours: 1, events: 1 })
  expect(await everything(root)).toMatchObject({ events: [{}], notices: [] })
})

test('reads a Parquet file of a version that knew fewer columns', async () => {
  const root = await temporaryFolder()
  await putFile(root, lines('a'), [
    storedRecord({ event_id: eventId(1), consent: 'granted', seq: 4 }),
  ])
  await compact(root, { deleteOriginals: true })
  const path = join(root, parquet)
  const db = await createDb({ scratch: root })
  const [found] = await db.all<{ facts: string }>(
    `SELECT decode(value) AS facts FROM parquet_kv_metadata('${path}') WHERE decode(key) = 'weir'`,
  )
  const facts = JSON.parse(found?.facts ?? '') as { columns: string[] }
  const older = facts.columns.filter((name) => name !== 'consent')
  const told = JSON.stringify({ ...facts, columns: older }).replaceAll("'", "''")
  await db.run(`COPY (SELECT * EXCLUDE consent FROM '${path}') TO '${path}.new'
    (FORMAT parquet, KV_METADATA {weir: '${told}'})`)
  db.close()
  await rename(`${path}.new`, path)
  await putFile(root, lines('b'), [storedRecord({ event_id: eventId(2), consent: 'denied' })])
  const expected = [
    { event_id: eventId(1), consent: null, seq: 4 },
    { event_id: eventId(2), consent: 'denied', seq: null },
  ]
  expect(await everything(root)).toMatchObject({ events: expected, notices: [] })
  await compact(root)
  expect(await everything(root)).toMatchObject({ events: expected, notices: [] })
})
