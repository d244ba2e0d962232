import {
  appendFile,
  cp,
  type FileHandle,
  mkdir,
  mkdtemp,
  open,
  readdir,
  rm,
  stat,
  truncate,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DeleteStreamCommand,
  PutRecordCommand,
  SplitShardCommand,
  type KinesisClient,
} from '@aws-sdk/client-kinesis'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createKinesisServer } from '../../src/kinesis/kinesis-server.ts'
import { createFakeClock } from './fake-clock.ts'
import { withServer } from './with-server.ts'

async function scratch(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'weir-kinesis-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  return directory
}

const put = async (client: KinesisClient, words: readonly string[]): Promise<void> => {
  for (const word of words) {
    const Data = Buffer.from(word)
    await client.send(new PutRecordCommand({ StreamName: 'events', PartitionKey: word, Data }))
  }
}

/** What a process that was killed now would leave: the files as they are, the server still running. */
async function killed(data: string): Promise<string> {
  const copy = await scratch()
  await cp(data, copy, { recursive: true })
  await rm(join(copy, 'kinesis.lock'))
  return copy
}

const wordsIn = (server: Awaited<ReturnType<typeof withServer>>['server']) =>
  server.control.records('events').map(({ data }) => data.toString())

test('what was answered is there after a kill, with its numbers and its shards', async () => {
  const data = await scratch()
  const before = await withServer({ data })
  await put(before.client, ['a', 'b', 'c'])
  await before.client.send(
    new SplitShardCommand({ StreamName: 'events', ShardToSplit: '0', NewStartingHashKey: '1000' }),
  )
  await put(before.client, ['d', 'e'])
  const after = await withServer({ data: await killed(data), streams: [] })
  expect(after.server.replayed).toEqual({ torn: 0, cutBytes: 0 })
  expect(after.server.control.records('events')).toEqual(before.server.control.records('events'))
  expect(after.server.control.stats().streams['events']?.openShards).toBe(3)
  await put(after.client, ['f'])
  expect(wordsIn(after.server)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
})

test('a torn end is cut off and counted, and writing goes on', async () => {
  const data = await scratch()
  const before = await withServer({ data })
  await put(before.client, ['a', 'b', 'c'])
  const torn = await killed(data)
  const file = join(torn, 'stream.events', '00000001.log')
  await truncate(file, (await stat(file)).size - 3)
  const after = await withServer({ data: torn })
  expect(after.server.replayed.torn).toBe(1)
  expect(after.server.replayed.cutBytes).toBeGreaterThan(10)
  expect(wordsIn(after.server)).toEqual(['a', 'b'])
  await put(after.client, ['d'])
  const again = await withServer({ data: await killed(torn) })
  expect(again.server.replayed.torn).toBe(0)
  expect(wordsIn(again.server)).toEqual(['a', 'b', 'd'])
})

test('garbage at the end of a file does not stop the start', async () => {
  const data = await scratch()
  const before = await withServer({ data })
  await put(before.client, ['a'])
  const broken = await killed(data)
  await appendFile(join(broken, 'stream.events', '00000001.log'), Buffer.alloc(5000, 0xff))
  const after = await withServer({ data: broken })
  expect(after.server.replayed).toEqual({ torn: 1, cutBytes: 5000 })
  expect(wordsIn(after.server)).toEqual(['a'])
})

test('files go when retention has passed what they hold, and numbers still rise', async () => {
  const data = await scratch()
  const streams = [{ name: 'events', shards: 1 }]
  const options = { data, streams, segmentBytes: 500, retention: { bytes: 20 } }
  const before = await withServer(options)
  await put(
    before.client,
    Array.from({ length: 60 }, (_, at) => `w${at}`),
  )
  const files = await readdir(join(data, 'stream.events'))
  expect(files.length).toBeLessThan(6)
  expect(files).not.toContain('00000001.log')
  const last = before.server.control.records('events').at(-1)
  const after = await withServer({ ...options, data: await killed(data) })
  await put(after.client, ['next'])
  const next = after.server.control.records('events').at(-1)
  expect(BigInt(next?.sequenceNumber ?? 0) > BigInt(last?.sequenceNumber ?? 0)).toBe(true)
})

/** What all file handles inherit from: the disk, as a test can change it. */
async function handles(): Promise<FileHandle> {
  const handle = await open(import.meta.filename)
  await handle.close()
  return Object.getPrototypeOf(handle) as FileHandle
}

test('what a write that came out short has left over is written as well, before it is answered', async () => {
  const data = await scratch()
  const before = await withServer({ data })
  vi.spyOn(await handles(), 'writev').mockImplementationOnce(async function (
    this: FileHandle,
    buffers,
  ) {
    const part = Buffer.concat(buffers as Buffer[]).subarray(0, 20)
    await this.writeFile(part)
    return { bytesWritten: part.length, buffers }
  })
  await put(before.client, ['a', 'b'])
  const after = await withServer({ data: await killed(data) })
  expect(after.server.replayed).toEqual({ torn: 0, cutBytes: 0 })
  expect(wordsIn(after.server)).toEqual(['a', 'b'])
})

test('says that it is broken when the disk takes nothing more, and answers nothing as written', async () => {
  const onBroken = vi.fn<(error: unknown) => void>()
  const { client } = await withServer({ data: await scratch(), onBroken })
  vi.spyOn(await handles(), 'writev').mockRejectedValueOnce(new Error('disk full'))
  await expect(put(client, ['a'])).rejects.toThrow('Internal service failure')
  await expect(put(client, ['b'])).rejects.toThrow('Internal service failure')
  expect(onBroken.mock.calls).toEqual([[new Error('disk full')]])
})

test('files of earlier runs go as well, however little was written in each', async () => {
  const clock = createFakeClock()
  const options = { streams: [{ name: 'events', shards: 1 }], clock: clock.now }
  let data = await scratch()
  for (const word of ['one', 'two', 'three']) {
    const { client } = await withServer({ ...options, data })
    await put(client, [word])
    data = await killed(data)
    clock.advance(25 * 3_600_000)
  }
  const { server, client } = await withServer({ ...options, data })
  await put(client, ['now'])
  expect(wordsIn(server)).toEqual(['now'])
  expect(await readdir(join(data, 'stream.events'))).toHaveLength(1)
})

test('what a shard held that has expired is neither counted nor kept after a restart', async () => {
  const clock = createFakeClock()
  const options = { streams: [{ name: 'events', shards: 1 }], clock: clock.now }
  const data = await scratch()
  const before = await withServer({ ...options, data })
  await put(before.client, ['of the parent'])
  await before.client.send(
    new SplitShardCommand({ StreamName: 'events', ShardToSplit: '0', NewStartingHashKey: '1000' }),
  )
  clock.advance(25 * 3_600_000)
  await put(before.client, ['a'])
  const again = await killed(data)
  const after = await withServer({ ...options, data: again })
  expect(after.server.control.stats().streams['events']?.keptBytes).toBe(2)
  clock.advance(25 * 3_600_000)
  await put(after.client, ['b'])
  expect(await readdir(join(again, 'stream.events'))).toHaveLength(1)
})

test('a deleted stream stays deleted, and what is not ours stays', async () => {
  const data = await scratch()
  await mkdir(join(data, 'spool'))
  const before = await withServer({ data, streams: [{ name: '..', shards: 1 }] })
  await before.client.send(new DeleteStreamCommand({ StreamName: '..' }))
  expect(await readdir(data)).toEqual(['kinesis.lock', 'spool'])
  const after = await withServer({ data: await killed(data), streams: [] })
  expect(after.server.control.stats().streams).toEqual({})
})

test('a data directory has one writer, and the lock of a dead one does not count', async () => {
  const data = await scratch()
  const first = await createKinesisServer({ data })
  await expect(createKinesisServer({ data })).rejects.toThrow(`in use by process ${process.pid}`)
  await first.close()
  await appendFile(join(data, 'kinesis.lock'), '999999999')
  const second = await createKinesisServer({ data })
  await second.close()
})
