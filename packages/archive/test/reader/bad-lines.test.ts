import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { open } from '../support/open.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { eventId, hour, putFile, rejectedRecord, storedRecord } from '../support/write-lines.ts'

const path = `events/${hour}/a.json.gz`
const line = (fields: object, number = 1): string =>
  `${JSON.stringify(storedRecord({ event_id: eventId(number), ...fields }))}\n`
const good = line({}, 99)

/** Ids of the events that are counted, and what is said about the rest. */
async function read(content: string | Uint8Array) {
  const root = await temporaryFolder()
  await putFile(root, path, content)
  const { db, notices } = await open(root)
  const rows = await db.all<{ id: string }>('SELECT event_id AS id FROM events ORDER BY id')
  return { ids: rows.map(({ id }) => id), notices }
}
const lines = (count: number, detail: string) => ({ kind: 'bad_lines', path, count, detail })

test.each([
  ['half a line', line({}).slice(0, 100), 'not a JSON object of ours'],
  ['a list', `[${line({}).trim()}]\n`, 'not a JSON object of ours'],
  ['a number', '5\n', 'not a JSON object of ours'],
  ['two records in one line', `${line({}).trim()}${line({}, 2)}`, 'not a JSON object of ours'],
  ['an object of somebody else', '{"a":1}\n', 'not a JSON object of ours'],
  ['a record with no event_id', line({ event_id: undefined }), 'no event_id'],
  ['a record with no is_bot', line({ is_bot: undefined }), 'no is_bot'],
  ['a seq that is text', line({ seq: 'abc' }), 'seq is no BIGINT'],
  ['a seq that is not whole', line({ seq: 1.5 }), 'seq is no BIGINT'],
  ['a time in words', line({ timestamp: 'yesterday' }), 'timestamp is no TIMESTAMP'],
  [
    'a time with an offset',
    line({ received_at: '2026-11-21T01:02:04+02:00' }),
    'received_at is no TIMESTAMP',
  ],
  [
    'a day that is not',
    line({ timestamp: '2026-02-30T01:02:04.000Z' }),
    'timestamp is no TIMESTAMP',
  ],
  ['a truth that is a word', line({ is_bot: 'yes' }), 'is_bot is no BOOLEAN'],
  ['a value that is a word', line({ value: 'much' }), 'value is no DOUBLE'],
  ['a struct that is text', line({ previous_instance: 'i-1' }), 'previous_instance is no object'],
  [
    'a struct with a hole',
    line({ previous_instance: { instance_id: 'i-1' } }),
    'previous_instance is no object',
  ],
  ['another major version', line({ schema_version: '2.0.0' }), 'schema_version 2.0.0'],
])('leaves out a line with %s, and says so', async (_name, bad, detail) => {
  // Twice, so that the count is seen; the last line without its end when it is cut.
  const { ids, notices } = await read(`${good}${bad.trimEnd()}\n${bad}`)
  expect(ids).toEqual([eventId(99)])
  expect(notices).toEqual([lines(2, detail)])
})

test('counts each kind of fault of a file', async () => {
  const { ids, notices } = await read(
    [good, line({ seq: 'a' }), 'x\n', line({ seq: {} }), line({ value: [] })].join(''),
  )
  expect(ids).toHaveLength(1)
  expect(notices).toEqual([
    lines(1, 'not a JSON object of ours'),
    lines(2, 'seq is no BIGINT'),
    lines(1, 'value is no DOUBLE'),
  ])
})

test('counts lines that only look strange', async () => {
  const strange = [
    line({ properties: { text: '\u0000 “x”\n', deep: [[[[1]]]] } }, 1),
    line({ page_title: null, value: null, previous_instance: null }, 2),
    line({ schema_version: '1.9.0' }, 3),
    `\n   \n${line({}, 4).replace('\n', '\r\n')}`,
    line({ seq: 9_007_199_254_740_991, value: -0.5 }, 5),
  ]
  const { ids, notices } = await read(`${strange.join('')}${line({}, 6).trimEnd()}`)
  expect(ids).toEqual([1, 2, 3, 4, 5, 6].map(eventId))
  expect(notices).toEqual([])
})

test('counts records with fields that no column is for, and names the fields', async () => {
  const { ids, notices } = await read(
    [line({ mood: 'good' }, 1), line({ mood: 'bad', weather: {} }, 2), good].join(''),
  )
  expect(ids).toHaveLength(3)
  expect(notices).toEqual([
    { kind: 'unknown_column', path, count: 2, detail: 'mood' },
    { kind: 'unknown_column', path, count: 1, detail: 'weather' },
  ])
})

test('leaves out a file whose checksum is wrong, however good its lines look', async () => {
  const bytes = gzipSync(good)
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 8) ^ 1, bytes.length - 8)
  const { ids, notices } = await read(bytes)
  expect(ids).toEqual([])
  expect(notices).toEqual([
    { kind: 'unreadable_file', path, count: 1, detail: 'damaged (incorrect data check)' },
  ])
})

test('shows a rejected record without an event that would end the process', async () => {
  const root = await temporaryFolder()
  const file = `rejected/${hour}/a.json.gz`
  const deep = JSON.stringify(rejectedRecord({ event: 'DEEP' })).replace(
    '"DEEP"',
    '['.repeat(100_000) + ']'.repeat(100_000),
  )
  const half = JSON.stringify(rejectedRecord({ event: { title: '\ud83d' } }))
  const fine = JSON.stringify(rejectedRecord({ event: { title: '😀' } }))
  await putFile(root, file, `${deep}\n${half}\n${fine}\n[1]\n`)
  const { db, notices } = await open(root)
  const rows = await db.all('SELECT code, event FROM rejected ORDER BY event IS NULL')
  expect(rows).toEqual([
    { code: 'schema', event: { title: '😀' } },
    { code: 'schema', event: null },
    { code: 'schema', event: null },
  ])
  expect(notices.map(({ kind, count }) => [kind, count])).toEqual([
    ['unshown_payload', 2],
    ['bad_lines', 1],
  ])
})
