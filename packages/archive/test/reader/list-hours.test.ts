import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listLines } from '../../src/reader/plan-hours.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { putFile } from '../support/write-lines.ts'

const at = (text: string) => Date.parse(text)

test('lists the files of each hour, sorted, with their sizes', async () => {
  const root = await temporaryFolder()
  const day = 'events/year=2026/month=11/day=21'
  await putFile(root, `${day}/hour=10/b.json.gz`, new Uint8Array(5))
  await putFile(root, `${day}/hour=10/a.json.zst`, new Uint8Array(3))
  await putFile(root, `${day}/hour=09/c.json.gz`, new Uint8Array(1))
  await mkdir(join(root, day, 'hour=11'))
  expect(await listLines(root, 'events', {})).toMatchObject({
    notices: [],
    hours: [
      {
        startMs: at('2026-11-21T09:00:00Z'),
        files: [{ path: `${day}/hour=09/c.json.gz`, bytes: 1 }],
      },
      {
        startMs: at('2026-11-21T10:00:00Z'),
        files: [
          { path: `${day}/hour=10/a.json.zst`, bytes: 3 },
          { path: `${day}/hour=10/b.json.gz`, bytes: 5 },
        ],
      },
    ],
  })
})

test('finds nothing where there is nothing', async () => {
  expect(await listLines(await temporaryFolder(), 'rejected', {})).toEqual({
    hours: [],
    notices: [],
  })
})

test('looks only into hours that the range touches', async () => {
  const root = await temporaryFolder()
  for (const hour of ['year=2025/month=12/day=31/hour=23', 'year=2026/month=01/day=01/hour=00']) {
    await putFile(root, `events/${hour}/a.json.gz`, '')
  }
  // Would be complained about if it were looked at.
  await putFile(root, 'events/year=2026/month=01/day=01/hour=02/foreign.txt', '')
  const hours = async (from: string, to: string) => {
    const range = { fromMs: at(from), toMs: at(to) }
    const { hours: found, notices } = await listLines(root, 'events', range)
    return [...found.map(({ startMs }) => new Date(startMs).toISOString()), ...notices]
  }
  const last = '2025-12-31T23:00:00.000Z'
  const next = '2026-01-01T00:00:00.000Z'
  expect(await hours('2025-12-31T23:59:59Z', '2026-01-01T00:00:01Z')).toEqual([last, next])
  expect(await hours('2025-12-31T22:00:00Z', '2026-01-01T00:00:00Z')).toEqual([last])
  expect(await hours('2026-01-01T00:00:00Z', '2026-01-01T02:00:00Z')).toEqual([next])
  expect(await hours('2026-01-01T01:00:00Z', '2026-01-01T02:00:00Z')).toEqual([])
})

test('names what is no part of an archive, and passes over what is hidden', async () => {
  const root = await temporaryFolder()
  const hour = 'events/year=2026/month=11/day=21/hour=10'
  for (const path of [
    'events/notes.txt',
    'events/year=26/a.json.gz',
    'events/year=2026/month=13/a.json.gz',
    'events/year=2026/month=02/day=30/hour=01/a.json.gz',
    'events/year=2026/month=11/day=21/hour=24/a.json.gz',
    `${hour}/a.json`,
    `${hour}/a[1].json.gz`,
    `${hour}/deeper/a.json.gz`,
    `${hour}/.a.json.gz`,
    `${hour}/_SUCCESS`,
    'events/_temporary/a.json.gz',
  ]) {
    await putFile(root, path, 'x')
  }
  await putFile(root, 'elsewhere.json.gz', 'x')
  await symlink(join(root, 'elsewhere.json.gz'), join(root, hour, 'linked.json.gz'))
  const { hours, notices } = await listLines(root, 'events', {})
  expect(hours.flatMap(({ files }) => files.map(({ path }) => path))).toEqual([
    `${hour}/linked.json.gz`,
  ])
  expect(notices.map(({ path }) => path).sort()).toEqual([
    'events/notes.txt',
    'events/year=2026/month=02/day=30',
    `${hour}/a.json`,
    `${hour}/a[1].json.gz`,
    `${hour}/deeper`,
    'events/year=2026/month=11/day=21/hour=24',
    'events/year=2026/month=13',
    'events/year=26',
  ])
})
