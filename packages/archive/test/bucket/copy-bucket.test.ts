import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { type BucketCopy, copyBucket, type CopyOptions } from '../../src/bucket/copy-bucket.ts'
import { everything } from '../support/compact.ts'
import { readFolder } from '../support/read-folder.ts'
import { bucket, type S3Server, startS3 } from '../support/s3.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { eventId, storedRecord } from '../support/write-lines.ts'

const lines = (hour: string, name: string, day = '21') =>
  `events/year=2026/month=11/day=${day}/hour=${hour}/${name}.json.gz`
const records = (...numbers: number[]) =>
  gzipSync(
    numbers
      .map((number) => `${JSON.stringify(storedRecord({ event_id: eventId(number) }))}\n`)
      .join(''),
  )

interface Rig {
  readonly put: (path: string, body: Uint8Array | string) => Promise<unknown>
  readonly remove: (path: string) => Promise<unknown>
  readonly copy: (options?: Partial<CopyOptions>) => Promise<BucketCopy>
  /** Paths of what the copy has. */
  readonly kept: () => Promise<string[]>
}

async function startRig(prefix = 'clicks/live'): Promise<Rig> {
  const { client }: S3Server = await startS3()
  const cache = await temporaryFolder()
  const Key = (path: string) => (prefix === '' ? path : `${prefix}/${path}`)
  const usual = { bucket, prefix, cache, client, mostBytes: 1e9, folders: ['events', 'parquet'] }
  return {
    put: (path, Body) =>
      client.send(new PutObjectCommand({ Bucket: bucket, Key: Key(path), Body })),
    remove: (path) => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: Key(path) })),
    copy: (options = {}) => copyBucket({ ...usual, range: {}, ...options }),
    kept: async () =>
      [...(await readFolder(cache)).keys()]
        .filter((path) => path.includes('/events/') && !path.includes('.etags'))
        .map((path) => path.slice(path.indexOf('events/')))
        .sort(),
  }
}

test('copies what a bucket has, which then reads as any archive', async () => {
  const { put, copy } = await startRig()
  await put(lines('01', 'a'), records(1, 2))
  await put(lines('02', 'b'), records(2, 3))
  const { root, fetched, notices } = await copy()
  expect({ fetched, notices }).toEqual({ fetched: 2, notices: [] })
  expect((await everything(root)).events).toHaveLength(3)
})

test('fetches again only what has changed, and removes what is gone', async () => {
  const { put, remove, copy, kept } = await startRig('')
  for (const name of ['a', 'b', 'c']) await put(lines('01', name), records(1))
  expect(await copy()).toMatchObject({ fetched: 3 })
  expect(await copy()).toMatchObject({ fetched: 0 })
  // Of the same size: only its ETag tells.
  await put(lines('01', 'b'), records(2))
  await remove(lines('01', 'c'))
  const { root, fetched } = await copy()
  expect(fetched).toBe(1)
  expect((await everything(root)).events).toHaveLength(2)
  expect(await kept()).toEqual([lines('01', 'a'), lines('01', 'b')])
})

test('fetches again what was cut or lost its ETag on the way', async () => {
  const { put, copy } = await startRig()
  await put(lines('01', 'a'), records(1))
  await put(lines('01', 'b'), records(2))
  const { root } = await copy()
  await writeFile(join(root, lines('01', 'a')), 'cut')
  await rm(join(root, '.etags', lines('01', 'b')))
  expect(await copy()).toMatchObject({ fetched: 2 })
  expect((await everything(root)).events).toHaveLength(2)
})

test('fetches the asked days only, and keeps those that were fetched before', async () => {
  const { put, copy, kept } = await startRig()
  const days = ['19', '20', '21']
  for (const day of days) await put(lines('23', 'a', day), records(Number(day)))
  const range = { fromMs: Date.UTC(2026, 10, 20), toMs: Date.UTC(2026, 10, 21) }
  expect(await copy({ range })).toMatchObject({ fetched: 1 })
  expect(await kept()).toEqual([lines('23', 'a', '20')])
  expect(await copy({ range: { fromMs: range.toMs } })).toMatchObject({ fetched: 1 })
  expect(await kept()).toEqual([lines('23', 'a', '20'), lines('23', 'a', '21')])
})

test('refuses more than is allowed, and makes room by what is not asked for', async () => {
  const { put, copy, kept } = await startRig()
  const body = records(1)
  await put(lines('01', 'a', '20'), body)
  await put(lines('01', 'a', '21'), body)
  const mostBytes = body.length * 1.5
  await expect(copy({ mostBytes })).rejects.toThrow(/GB are allowed; ask for fewer days/u)
  const toMs = Date.UTC(2026, 10, 21)
  await copy({ range: { toMs }, mostBytes })
  await copy({ range: { fromMs: toMs }, mostBytes })
  expect(await kept()).toEqual([lines('01', 'a', '21')])
})

test('names what is no part of an archive, and passes over what is hidden', async () => {
  const { put, copy, kept } = await startRig()
  await put('events/notes.txt', 'x')
  await put('events/../../escape', 'x')
  await put('events/year=2026/month=11/day=21/hour=01/.hidden', 'x')
  await put('events/year=2026/', 'x')
  const { notices } = await copy()
  expect(notices.map(({ kind, path }) => [kind, path])).toEqual([
    ['foreign_file', 'events/../../escape'],
    ['foreign_file', 'events/notes.txt'],
  ])
  expect(await kept()).toEqual([])
})
