import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { forgetVisitor } from '../../src/forget/forget-visitor.ts'
import { nodeChanges } from '../../src/housekeeping/prepare-changes.ts'
import { compact, everything } from '../support/compact.ts'
import { program } from '../support/program.ts'
import { readFolder } from '../support/read-folder.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { eventId, hour, putFile, rejectedRecord, storedRecord } from '../support/write-lines.ts'

const path = (name: string) => `events/${hour}/${name}.json.gz`
const none = { anonymous_id: null, network_id: null, user_id: null }
const record = (number: number, fields: object) =>
  storedRecord({ event_id: eventId(number), session_id: `s-${number}`, ...none, ...fields })
const idsOf = async (root: string) =>
  (await everything(root)).events.map((event) =>
    Number((event as { event_id: string }).event_id.slice(-3)),
  )

/** Ann has a phone of her own and shares a desk with Bob; 8 and 9 are visits before she said so. */
const people = [
  record(1, { user_id: 'ann', anonymous_id: 'phone' }),
  record(2, { user_id: 'ann', anonymous_id: 'desk', network_id: 'cookie' }),
  record(3, { user_id: 'bob', anonymous_id: 'desk' }),
  record(4, { anonymous_id: 'desk' }),
  record(5, { anonymous_id: 'phone' }),
  record(6, { network_id: 'cookie' }),
  record(7, { anonymous_id: 'else', user_id: 'cat' }),
  record(8, { session_id: 's-1' }),
  record(9, { session_id: 's-5' }),
  record(10, { session_id: 's-3' }),
  record(11, { session_id: 's-1', site_id: 'blog' }),
]

async function archive(): Promise<string> {
  const root = await temporaryFolder()
  await putFile(root, path('a'), people)
  return root
}
const forget = (root: string, ...words: string[]) =>
  program(['forget', ...words], { archive: root })

test.each([
  ['a user, with what only they used', ['--user-id', 'ann'], [3, 4, 7, 10, 11]],
  ['a user, to the letter', ['--user-id', 'ann', '--exactly'], [3, 4, 5, 6, 7, 8, 9, 10, 11]],
  ['a browser, whoever used it', ['--anonymous-id', 'desk'], [1, 5, 6, 7, 8, 9, 11]],
  ['a cookie', ['--anonymous-id', 'cookie'], [1, 3, 4, 5, 7, 8, 9, 10, 11]],
  ['nobody', ['--user-id', 'nobody'], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
])('forgets %s', async (_name, words, left) => {
  const root = await archive()
  const { code, out } = await forget(root, ...words, '--yes')
  expect([code, await idsOf(root)]).toEqual([0, left])
  expect(out).toMatch(/^proof: 0 of 0 rows in 0 Parquet files, 0 of \d+ lines in 1 files/mu)
})

test('says what holds them, and changes nothing unless told to', async () => {
  const root = await archive()
  const before = await readFolder(root)
  const { code, out } = await forget(root, '--user-id', 'ann')
  expect([code, out.split('\n')]).toEqual([
    0,
    [
      'the visitor: 1 user_id, 2 browsers, 4 visits',
      'not followed to browser desk: others use it too; what carries the user_id goes',
      `${path('a')} holds 6 of theirs`,
      'nothing was changed; --yes rewrites these files',
      '',
    ],
  ])
  expect(await readFolder(root)).toEqual(before)
})

test('rewrites exactly the files that hold them, and no byte of the other lines', async () => {
  const root = await temporaryFolder()
  const ann = JSON.stringify(record(1, { user_id: 'ann' }))
  const odd = '{"event_id" : "x",\t"page_title":"\u2028 \\u00fc"}\r'
  const other = `events/${hour.replace('hour=01', 'hour=02')}/b.json.gz`
  await putFile(root, path('a'), `${odd}\n${ann}\nhalf a line`)
  await putFile(root, other, [record(2, { user_id: 'bob' })])
  await putFile(root, path('only'), [record(3, { user_id: 'ann' })])
  const before = await readFolder(root)
  await forget(root, '--user-id', 'ann', '--yes')
  const after = await readFolder(root)
  expect([...after.keys()].sort()).toEqual([path('a'), other].sort())
  expect(after.get(other)).toEqual(before.get(other))
  expect(gunzipSync(after.get(path('a')) ?? '').toString()).toBe(`${odd}\nhalf a line\n`)
})

test('forgets in Parquet as in its files of lines, and both stay in step', async () => {
  const root = await archive()
  await putFile(root, path('b'), [record(1, { user_id: 'ann', anonymous_id: 'phone' })])
  await compact(root)
  const { code, out } = await forget(root, '--user-id', 'ann', '--yes')
  expect(code).toBe(0)
  expect(out).toContain(`parquet/${hour}/events.parquet held 6 of theirs`)
  expect(out).toMatch(/^proof: 0 of 5 rows in 1 Parquet files, 0 of 5 lines in 1 files/mu)
  expect(await idsOf(root)).toEqual([3, 4, 7, 10, 11])
  // Nothing is left to be compacted: the Parquet file knows its files as they are now.
  expect(await compact(root)).toMatchObject({ hours: 0, before: 1 })
  const question = /^asked: (.*)$/mu.exec(out)?.[1] ?? ''
  const asked = await program(['sql', question, '--csv'], { archive: root })
  expect(asked.out.split('\r\n')[1]).toBe('0')
})

test('forgets in Parquet whose originals are gone', async () => {
  const root = await archive()
  await compact(root, { deleteOriginals: true })
  await forget(root, '--anonymous-id', 'phone', '--yes')
  expect(await idsOf(root)).toEqual([2, 3, 4, 6, 7, 10, 11])
})

test('forgets what was rejected, and what is no record, wherever it names them', async () => {
  const root = await temporaryFolder()
  await putFile(root, path('a'), people)
  const event = (fields: object) => rejectedRecord({ event: fields })
  const rejected = `rejected/${hour}/a.json.gz`
  await putFile(root, rejected, [
    event({ user_id: 'ann' }),
    event({ events: [{ deep: { anonymous_id: 'phone' } }] }),
    event({ session_id: 's-1', user_id: null }),
    event({ session_id: 's-1', user_id: 'bob' }),
    event({ title: 'ann', user: 'ann' }),
  ])
  await putFile(root, path('bad'), '{"user_id": "an\\u006e", "page_title": \n{"user_id":"bob\n')
  const { code, out } = await forget(root, '--user-id', 'ann', '--yes')
  expect(code).toBe(0)
  expect(out).toContain(`${rejected} held 3 of theirs`)
  expect(out).toContain(`${path('bad')} held 1 of theirs`)
  const left = gunzipSync(await readFile(join(root, rejected)))
  expect(left.toString().trim().split('\n')).toHaveLength(2)
})

test('knows the next time whom it had begun to forget', async () => {
  const root = await temporaryFolder()
  const next = `events/${hour.replace('hour=01', 'hour=02')}/b.json.gz`
  await putFile(root, path('a'), [record(1, { anonymous_id: 'phone' })])
  await putFile(root, next, [record(2, { session_id: 's-1' }), record(3, {})])
  const asked = { userIds: [], anonymousIds: ['phone'], exactly: false }
  const remove = async (file: string): Promise<void> => {
    // The first file goes whole; what comes after it is never reached.
    await nodeChanges.remove(file)
    throw new Error('the power is gone')
  }
  const changes = { ...nodeChanges, remove }
  const work = { location: root, asked, dryRun: false }
  await expect(forgetVisitor({ ...work, changes })).rejects.toThrow('the power is gone')
  expect(await idsOf(root)).toEqual([2, 3])
  await forget(root, '--anonymous-id', 'phone', '--yes')
  expect(await idsOf(root)).toEqual([3])
  expect([...(await readFolder(root)).keys()]).toEqual([next])
})

test('does not call it proven where it could not look', async () => {
  const root = await archive()
  await putFile(root, path('damaged'), new Uint8Array(30))
  const errors = `errors/processing-failed/${hour}/x.json.gz`
  await putFile(root, errors, 'x')
  const { code, out } = await forget(root, '--user-id', 'ann', '--yes')
  expect(code).toBe(1)
  expect(out).toContain('not proven for what could not be searched:')
  expect(out).toContain(`not searched: ${path('damaged')} (incorrect header check)`)
  expect(out).toContain(`not searched: ${errors} (what a reader of the stream could not make out)`)
  expect(await idsOf(root)).toEqual([3, 4, 7, 10, 11])
})

test.each([
  [[], /who: --user-id or --anonymous-id/u],
  [['--user-id', ''], /an empty id is nobody/u],
])('refuses %j', async (words, why) => {
  const { code, said } = await forget(await archive(), ...words)
  expect(code).toBe(2)
  expect(said[0]).toMatch(why)
})
