import { expect, test } from 'vitest'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { newestFiles } from '../../src/reader/newest-files.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { putFile } from '../support/write-lines.ts'

const paths = async (root: string, atLeast: number) =>
  (await newestFiles(root, 'events', atLeast)).map(({ path }) => path.slice('events/'.length))

test('looks at the newest hours first, and at no more than it needs', async () => {
  const root = await temporaryFolder()
  const hours = [
    'year=2025/month=12/day=31/hour=23',
    'year=2026/month=01/day=01/hour=00',
    'year=2026/month=01/day=01/hour=01',
  ]
  for (const hour of hours) {
    await putFile(root, `events/${hour}/a.json.gz`, 'x\n')
    await putFile(root, `events/${hour}/b.json.gz`, 'x\n')
  }
  expect(await paths(root, 5)).toEqual([
    `${hours[2]}/a.json.gz`,
    `${hours[2]}/b.json.gz`,
    `${hours[1]}/a.json.gz`,
    `${hours[1]}/b.json.gz`,
    `${hours[0]}/a.json.gz`,
    `${hours[0]}/b.json.gz`,
  ])
  // An hour's last file lands when the next one has begun: the hour before is always looked at.
  expect(await paths(root, 1)).toHaveLength(4)
})

test('says how large a file is, when it landed and which hour it is of', async () => {
  const root = await temporaryFolder()
  const path = 'events/year=2026/month=11/day=21/hour=13/a.json.gz'
  await putFile(root, path, Buffer.alloc(123))
  const landed = new Date('2026-11-21T14:00:05.000Z')
  await utimes(join(root, path), landed, landed)
  const startMs = Date.UTC(2026, 10, 21, 13)
  expect(await newestFiles(root, 'events', 1)).toEqual([
    { path, bytes: 123, landedMs: landed.getTime(), startMs },
  ])
})

test('passes over what is no part of an archive', async () => {
  const root = await temporaryFolder()
  const hour = 'year=2026/month=11/day=21/hour=13'
  await putFile(root, 'events/README', 'x')
  await putFile(root, 'events/year=x/a', 'x')
  await putFile(root, 'events/year=2026/month=11/day=22', 'a file, not a day')
  await putFile(root, `events/${hour}/.hidden`, 'x')
  await putFile(root, `events/${hour}/_SUCCESS`, 'x')
  await putFile(root, `events/${hour}/folder/a.json.gz`, 'x')
  expect(await paths(root, 10)).toEqual([])
  expect(await newestFiles(root, 'rejected', 10)).toEqual([])
})
