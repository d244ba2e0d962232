import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { streamsOf } from '../../src/cli/commands/sql.ts'
import { program } from '../support/program.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { eventId, hour, putFile, rejectedRecord, storedRecord } from '../support/write-lines.ts'

async function archive(): Promise<string> {
  const root = await temporaryFolder()
  await putFile(root, `events/${hour}/a.json.gz`, [
    storedRecord({ event_id: eventId(1), page_title: 'A “mug”, blue', value: 2.5 }),
    storedRecord({ event_id: eventId(2), page_title: '\u001b[31m東京', seq: 7 }),
  ])
  await putFile(root, `rejected/${hour}/a.json.gz`, [rejectedRecord({ event: { a: ['x'] } })])
  return root
}
const query = 'select page_title, seq, value, timestamp from events order by event_id'

test('prints a table that nothing in it can take apart', async () => {
  const { code, out, said } = await program(['sql', query], { archive: await archive() })
  expect(out.split('\n')).toEqual([
    'page_title     seq  value  timestamp',
    'A “mug”, blue    ∅    2.5  2026-11-21T01:02:03.456Z',
    '·[31m東京        7      ∅  2026-11-21T01:02:03.456Z',
    '',
  ])
  expect([code, said]).toEqual([0, ['2 rows']])
})

test('cuts a table to the width of a terminal, and of nothing else', async () => {
  const root = await archive()
  const narrow = await program(['sql', query], { archive: root, isTty: true, width: 30 })
  expect(narrow.out.split('\n')[1]).toBe('A “mug”…    ∅    2.5  2026-11…')
  const wide = await program(['sql', query], { archive: root, isTty: false, width: 30 })
  expect(wide.out.split('\n')[1]).toContain('2026-11-21T01:02:03.456Z')
})

test('prints JSON, a row a line, with nested values as they are', async () => {
  const words = ['sql', 'select event, errors, rejected_at from rejected', '--json']
  const { out } = await program(words, { archive: await archive() })
  expect(out.endsWith('\n')).toBe(true)
  expect(JSON.parse(out)).toEqual({
    event: { a: ['x'] },
    errors: [{ path: '/page_url', message: 'is missing' }],
    rejected_at: '2026-11-21T01:02:04.000Z',
  })
})

test('prints CSV that tells nothing from an empty text', async () => {
  const words = ['sql', `select 'a "b", c' as x, '' as "y,z", null as n, [1, 2] as l`, '--csv']
  const { out } = await program(words, { archive: await archive() })
  expect(out).toBe('x,"y,z",n,l\r\n"a ""b"", c","",,"[1,2]"\r\n')
})

test('says how many rows there are when it shows only the first', async () => {
  const root = await archive()
  const { out, said } = await program(['sql', 'select * from range(5000)'], { archive: root })
  expect(out.trim().split('\n')).toHaveLength(1001)
  expect(said).toEqual(['5000 rows, of which the first 1000 are shown; --json or --csv for all'])
  const all = await program(['sql', 'select * from range(5000)', '--csv'], { archive: root })
  expect(all.out.trim().split('\r\n')).toHaveLength(5001)
})

test.each([
  ["copy events to 'OUT'", 'not a query: this only reads'],
  ["explain analyze copy events to 'OUT'", 'not a query: this only reads'],
  ['create table x as select 1', 'not a query: this only reads'],
  ['select 1; select 2', '2 statements: one at a time'],
  [' ', 'no query; weir-archive sql --help'],
])('refuses %s', async (sql, why) => {
  const root = await archive()
  const target = join(root, 'out')
  const ended = await program(['sql', sql.replace('OUT', target)], { archive: root })
  expect([ended.code, ended.said]).toEqual([2, [`weir-archive: ${why}`]])
  await expect(stat(target)).rejects.toThrow('ENOENT')
})

test.each([
  [['sql', 'selec'], 1, /^weir-archive: Parser Error: .* \(LINE 1: selec\)$/u],
  [['sql', 'select nope from events'], 1, /^weir-archive: Binder Error: .*"nope" not found/u],
  [['sql'], 2, /no query/u],
  [['sql', 'select 1', 'select 2'], 2, /unexpected word "select 2"/u],
  [['sql', 'select 1', '--nope'], 2, /Unknown option '--nope'/u],
  [['sql', 'select 1', '--json', '--csv'], 2, /--json or --csv/u],
  [['sql', 'select 1', '--memory', 'lots'], 2, /"lots" is not a size/u],
  [['sql', 'select 1', '--threads', '0'], 2, /"0" is not a whole number/u],
  [['compact', '--archive', 's3://bucket'], 1, /only report and sql read a bucket/u],
])('ends %j with one clear line', async (words, code, line) => {
  const ended = await program(words, { archive: await archive() })
  expect(ended.code).toBe(code)
  expect(ended.said).toHaveLength(1)
  expect(ended.said[0]).toMatch(line)
})

test('gives no answer with --strict when something was left out', async () => {
  const root = await archive()
  await putFile(root, `events/${hour}/b.json.gz`, 'half a l')
  const words = ['sql', 'select count(*) as n from events', '--csv']
  expect(await program(words, { archive: root })).toMatchObject({ code: 0, out: 'n\r\n2\r\n' })
  expect(await program([...words, '--strict'], { archive: root })).toEqual({
    code: 1,
    out: '',
    said: [
      `left out 1 line of events/${hour}/b.json.gz: not a JSON object of ours`,
      'weir-archive: --strict: something was left out, so there is no answer',
    ],
  })
})

test('reads no more than the query names', () => {
  expect(streamsOf('select 1')).toEqual([])
  expect(streamsOf('from Events')).toEqual(['events'])
  expect(streamsOf('select * from sessions join rejected using (site_id)')).toEqual([
    'events',
    'rejected',
  ])
})
