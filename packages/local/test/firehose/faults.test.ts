import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  MergeShardsCommand,
  SplitShardCommand,
  UpdateShardCountCommand,
} from '@aws-sdk/client-kinesis'
import { expect, test } from 'vitest'
import {
  createFirehoseRig,
  eventually,
  noLimits,
  range,
  sorted,
  visitorOf,
} from './firehose-rig.ts'

const id = (number: number) => `shardId-${String(number).padStart(12, '0')}`
const StreamName = 'events'

test('follows splits and merges, parents before children, over restarts as well', async () => {
  const rig = await createFirehoseRig()
  const reshard = [
    new SplitShardCommand({
      StreamName,
      ShardToSplit: id(0),
      NewStartingHashKey: String(2n ** 126n),
    }),
    new MergeShardsCommand({ StreamName, ShardToMerge: id(3), AdjacentShardToMerge: id(1) }),
  ]
  const first = await rig.start()
  await rig.put(range(100))
  for (const [at, change] of reshard.entries()) {
    await rig.client.send(change as SplitShardCommand)
    await rig.put(range(100, 100 * (at + 1)))
  }
  await eventually(async () => (await rig.seqs()).length === 300)
  await first.drain()
  await rig.put(range(100, 300))
  await rig.client.send(
    new UpdateShardCountCommand({
      StreamName,
      TargetShardCount: 4,
      ScalingType: 'UNIFORM_SCALING',
    }),
  )
  await rig.put(range(100, 400))
  // The last parents answer late: children that did not wait for them would be first.
  for (const shard of [2, 4].map(id)) {
    const operations = ['GetRecords']
    rig.server.control.addFault({ kind: 'throttle', shard, operations, forMs: 300 })
  }
  const second = await rig.start()
  await eventually(() => second.status().streams[0]?.events === 200)
  await second.drain()
  const seqs = await rig.seqs()
  expect(sorted(seqs)).toEqual(range(500))
  for (const visitor of range(100)) {
    const own = seqs.filter((seq) => visitorOf(seq) === String(visitor))
    expect(own).toEqual(sorted(own))
  }
})

test('goes on through iterators that expire before they are used', async () => {
  const rig = await createFirehoseRig()
  // Every second read or so, whatever the machine's pace: the same ones each time.
  rig.server.control.addFault({
    kind: 'error',
    code: 'ExpiredIteratorException',
    operations: ['GetRecords'],
    rate: 0.5,
  })
  await rig.put(range(50))
  const firehose = await rig.start()
  await eventually(async () => (await rig.seqs()).length === 50)
  await rig.put(range(50, 50))
  await eventually(async () => (await rig.seqs()).length === 100)
  await firehose.drain()
  expect(sorted(await rig.seqs())).toEqual(range(100))
  expect(rig.lines).toEqual([])
})

test('goes on through an outage, wrong credentials, faults and lost answers, and says what was wrong', async () => {
  const rig = await createFirehoseRig()
  const firehose = await rig.start()
  const faults = [
    { kind: 'outage' },
    { kind: 'credentials', code: 'AccessDeniedException' },
    { kind: 'reset', when: 'after' },
    { kind: 'error', code: 'InternalFailure' },
  ] as const
  for (const [at, fault] of faults.entries()) {
    const before = rig.lines.length
    await rig.put(range(50, at * 50))
    rig.server.control.addFault(fault)
    await eventually(() =>
      rig.lines.slice(before).some((line) => line.startsWith('stream events: ')),
    )
    expect(firehose.status().streams[0]?.problem).not.toBeNull()
    rig.server.control.clearFaults()
    await eventually(() => rig.lines.slice(before).includes('stream events: all is well again'))
  }
  await eventually(async () => (await rig.seqs()).length === 200)
  await firehose.drain()
  expect(sorted(await rig.seqs())).toEqual(range(200))
  expect(firehose.status().streams[0]?.problem).toBeNull()
})

test('says once what is wrong with one shard, although others answer', async () => {
  const rig = await createFirehoseRig()
  const firehose = await rig.start()
  const operations = ['GetRecords']
  rig.server.control.addFault({ kind: 'error', stream: StreamName, shard: id(0), operations })
  await eventually(() => rig.lines.length > 0)
  const reads = () => rig.server.control.stats().streams.events?.requests.GetRecords ?? 0
  const before = reads()
  await eventually(() => reads() > before + 20)
  expect(rig.lines).toHaveLength(1)
  rig.server.control.clearFaults()
  await eventually(() => rig.lines.length > 1)
  expect(rig.lines.at(-1)).toBe('stream events: all is well again')
  await firehose.drain()
})

test('never reads a shard faster than AWS lets it, however much waits there', async () => {
  const rig = await createFirehoseRig({ limits: { readBytesPerSecond: Number.POSITIVE_INFINITY } })
  await rig.put(range(900))
  await rig.put(range(30), 'rejected')
  const firehose = await rig.start({ pace: { busyMs: 250, idleMs: 1000 } })
  await eventually(async () => (await rig.seqs()).length === 900)
  await rig.put(range(100, 900))
  await eventually(async () => (await rig.seqs()).length === 1000)
  await firehose.drain()
  expect(rig.server.control.stats().streams.events?.readsThrottled).toBe(0)
  expect(firehose.status().streams[0]?.throttled).toBe(0)
})

test('waits when somebody else uses up the reads of a shard', async () => {
  const rig = await createFirehoseRig({ limits: { ...noLimits, readsPerSecond: 5 } })
  const firehose = await rig.start({ pace: { busyMs: 1, idleMs: 1 } })
  await eventually(() => (firehose.status().streams[0]?.throttled ?? 0) > 0)
  await rig.put(range(20))
  await eventually(async () => (await rig.seqs()).length === 20)
  expect(rig.lines).toEqual([])
})

test('waits for a stream that is not there yet, and reads one that was made anew from its beginning', async () => {
  const rig = await createFirehoseRig({ streams: [{ name: 'rejected', shards: 1 }] })
  const make = () => rig.client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }))
  const firehose = await rig.start()
  await eventually(() => rig.lines.length > 0)
  expect(rig.lines).toEqual(['stream events: there is no such stream'])
  await make()
  await rig.put(range(20))
  await eventually(async () => (await rig.seqs()).length === 20)
  await rig.client.send(new DeleteStreamCommand({ StreamName }))
  await eventually(() => rig.lines.length === 3)
  await make()
  await rig.put(range(20, 100))
  await eventually(async () => (await rig.seqs()).length === 40)
  expect(rig.lines).toEqual([
    'stream events: there is no such stream',
    'stream events: all is well again',
    'stream events: there is no such stream',
    'stream events: all is well again',
    'stream events: it is another one than before; read from the oldest record on',
  ])
  await firehose.drain()
})

test('reads no further than it may hold while the archive cannot be written, and goes on when it can', async () => {
  const rig = await createFirehoseRig({ limits: { ...noLimits, recordsPerRead: 10 } })
  await rig.put(range(400))
  const inTheWay = join(rig.folder, 'archive')
  await writeFile(inTheWay, '')
  const maxBufferedBytes = 500
  const firehose = await rig.start({ maxBufferedBytes })
  // Many attempts later, both shards have had the time to read everything, had they been let.
  await eventually(() => firehose.status().failures >= 3)
  expect(firehose.status().bufferedBytes).toBeLessThanOrEqual(maxBufferedBytes)
  expect(firehose.status().streams[0]?.events).toBeLessThan(100)
  await rm(inTheWay)
  await eventually(async () => (await rig.seqs()).length === 400)
  await firehose.drain()
  expect(sorted(await rig.seqs())).toEqual(range(400))
  expect(rig.lines.at(-1)).toBe('archive: all is well again')
})

test('says so and reads from the oldest record on when a position is refused', async () => {
  const rig = await createFirehoseRig({ streams: [{ name: StreamName, shards: 1 }] })
  const routes = { streams: [{ name: StreamName, prefix: 'events' as const }] }
  await rig.put(range(20))
  const first = await rig.start(routes)
  await eventually(async () => (await rig.seqs()).length === 20)
  await first.drain()
  const code = 'InvalidArgumentException'
  rig.server.control.addFault({ kind: 'error', code, operations: ['GetShardIterator'], times: 1 })
  const second = await rig.start(routes)
  await eventually(async () => (await rig.seqs()).length === 40)
  expect(second.status().streams[0]?.skipped).toBe(1)
  expect(rig.lines).toEqual([
    `stream events, ${id(0)}: not there any more; read from the oldest record on`,
  ])
  await second.drain()
})

test('reads everything again when its positions are lost', async () => {
  const rig = await createFirehoseRig()
  await rig.put(range(40))
  const first = await rig.start()
  await eventually(async () => (await rig.seqs()).length === 40)
  await first.drain()
  await rename(join(rig.folder, 'state'), join(rig.folder, 'lost'))
  const second = await rig.start()
  await eventually(async () => (await rig.seqs()).length === 80)
  await second.drain()
  expect(sorted(await rig.seqs())).toEqual(sorted([...range(40), ...range(40)]))
})
