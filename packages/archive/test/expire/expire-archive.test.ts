import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { program } from '../support/program.ts'
import { readFolder } from '../support/read-folder.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { putFile } from '../support/write-lines.ts'

const at = (day: string, hour: string) => `year=2026/month=11/day=${day}/hour=${hour}`
const kept = [`events/${at('21', '13')}/a.json.gz`, `events/${at('22', '00')}/a.json.gz`]
const old = [
  `events/${at('21', '12')}/a.json.gz`,
  `events/${at('21', '12')}/notes.txt`,
  `events/${at('20', '23')}/a.json.gz`,
  `rejected/${at('01', '00')}/a.json.gz`,
  `parquet/${at('21', '12')}/events.parquet`,
  `errors/processing-failed/${at('02', '00')}/a.json.gz`,
]
const nowMs = Date.UTC(2026, 10, 22, 13, 30)

async function archive(): Promise<string> {
  const root = await temporaryFolder()
  for (const path of [...old, ...kept]) await putFile(root, path, new Uint8Array(10))
  return root
}
const files = async (root: string) => [...(await readFolder(root)).keys()].sort()

test('says what is too old, and removes nothing unless told to', async () => {
  const root = await archive()
  const words = ['expire', '--older-than', '24h']
  const { code, out } = await program(words, { archive: root, nowMs })
  expect(code).toBe(0)
  expect(out.split('\n')).toEqual([
    'would remove 2 hours of events, 2026-11-20 23 h to 2026-11-21 12 h (UTC): 3 files of 0.0 MiB',
    'would remove 1 hours of rejected, 2026-11-01 00 h to 2026-11-01 00 h (UTC): 1 files of 0.0 MiB',
    'would remove 1 hours of parquet, 2026-11-21 12 h to 2026-11-21 12 h (UTC): 1 files of 0.0 MiB',
    'would remove 1 hours of errors/processing-failed, 2026-11-02 00 h to 2026-11-02 00 h (UTC): 1 files of 0.0 MiB',
    'nothing was removed; --yes removes it',
    '',
  ])
  expect(await files(root)).toEqual([...old, ...kept].sort())
})

test('removes whole hours, and the folders that are empty then', async () => {
  const root = await archive()
  // Of a process that was killed between moving an hour away and removing it.
  await mkdir(join(root, '.writing/expired-0123456789abcdef'), { recursive: true })
  const words = ['expire', '--older-than', '24h', '--yes']
  const { code, out } = await program(words, { archive: root, nowMs })
  expect([code, out.split('\n')[0]]).toEqual([
    0,
    'removed 2 hours of events, 2026-11-20 23 h to 2026-11-21 12 h (UTC): 3 files of 0.0 MiB',
  ])
  expect(await files(root)).toEqual(kept)
  expect(await readdir(join(root, 'events/year=2026/month=11'))).toEqual(['day=21', 'day=22'])
  expect(await readdir(join(root, 'rejected'))).toEqual([])
  expect(await readdir(join(root, '.writing'))).toEqual([])
  const again = await program(words, { archive: root, nowMs })
  expect(again.out).toBe('nothing is so old\n')
})

test('keeps an hour until its last minute is too old', async () => {
  const root = await archive()
  const left = async (now: number) => {
    const words = ['expire', '--older-than', '24h', '--yes']
    await program(words, { archive: root, nowMs: now })
    return (await files(root)).filter((path) => path.startsWith('events/')).length
  }
  expect(await left(Date.UTC(2026, 10, 22, 12, 59, 59))).toBe(4)
  expect(await left(Date.UTC(2026, 10, 22, 13))).toBe(2)
})

test.each([
  [[], /--older-than: how old/u],
  [['--older-than', 'old'], /"old" is not a duration/u],
])('refuses %j', async (words, why) => {
  const { code, said } = await program(['expire', ...words], { archive: await archive() })
  expect(code).toBe(2)
  expect(said[0]).toMatch(why)
})
