import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { PutRecordCommand } from '@aws-sdk/client-kinesis'
import { parseFileName, parsePartition } from '@weir/archive'
import { expect, test } from 'vitest'
import { aggregateOf } from './aggregate.ts'
import { createFirehoseRig, eventually, type FirehoseRig, range, sorted } from './firehose-rig.ts'

const has = (rig: FirehoseRig, count: number, prefix?: string) => async (): Promise<boolean> =>
  (await rig.seqs(prefix)).length >= count

const putData = ({ client }: FirehoseRig, Data: Uint8Array) =>
  client.send(new PutRecordCommand({ StreamName: 'events', PartitionKey: 'k', Data }))

test('brings both streams into the archive, each under its prefix, from their oldest record on', async () => {
  const rig = await createFirehoseRig()
  await rig.put(range(700))
  await rig.put(range(30), 'rejected')
  const firehose = await rig.start()
  await eventually(has(rig, 700))
  await rig.put(range(300, 700))
  await eventually(has(rig, 1000))
  await eventually(has(rig, 30, 'rejected'))
  expect(sorted(await rig.seqs())).toEqual(range(1000))
  expect(sorted(await rig.seqs('rejected'))).toEqual(range(30))
  expect(await firehose.drain()).toBe(true)
  expect(rig.lines).toEqual([])
})

test('puts every record into the hour in which it arrived at the stream', async () => {
  const clock = { ms: Date.parse('2026-11-21T01:59:59.999Z') }
  const rig = await createFirehoseRig({ clock: () => clock.ms })
  await rig.put([1])
  clock.ms += 1
  await rig.put([2])
  const firehose = await rig.start()
  await eventually(has(rig, 2))
  await firehose.drain()
  const files = [...(await rig.files())].map(([path, lines]) => [
    new Date(parsePartition(path)?.startMs ?? 0).toISOString(),
    parseFileName(path.split('/').at(-1) ?? '') !== undefined,
    lines,
  ])
  expect(files).toEqual([
    ['2026-11-21T01:00:00.000Z', true, ['{"seq":1}']],
    ['2026-11-21T02:00:00.000Z', true, ['{"seq":2}']],
  ])
})

test('goes on where it stood, with nothing twice after a drain', async () => {
  const rig = await createFirehoseRig()
  for (let life = 0; life < 3; life++) {
    await rig.put(range(200, life * 200))
    const firehose = await rig.start({ ageMs: 300_000 })
    await eventually(() => (firehose.status().streams[0]?.events ?? 0) === 200)
    expect(await firehose.drain()).toBe(true)
    expect(sorted(await rig.seqs())).toEqual(range(200 * (life + 1)))
  }
})

test('reads every codec of the gateway, in one stream and one file', async () => {
  const rig = await createFirehoseRig()
  const line = (seq: number) => Buffer.from(`${JSON.stringify({ seq })}\n`)
  await putData(rig, Buffer.concat([line(0), line(1)]))
  await putData(rig, gzipSync(Buffer.concat([line(2), line(3)])))
  await putData(rig, aggregateOf([line(4), line(5)]))
  for (const compression of ['gzip', 'zstd'] as const) {
    const state = join(rig.folder, `state-${compression}`)
    const firehose = await rig.start({ compression, state, ageMs: 300_000 })
    await eventually(() => firehose.status().streams[0]?.events === 6)
    await firehose.drain()
    expect(firehose.status()).toMatchObject({
      stored: { events: { files: 1, lines: 6 } },
      files: [{ prefix: 'events', lines: 6 }],
    })
  }
})

test('keeps what it cannot read beside the archive, counts it, and goes on', async () => {
  const rig = await createFirehoseRig()
  const damaged = gzipSync('{"seq":1}\n').subarray(0, 20)
  await putData(rig, damaged)
  await putData(rig, Buffer.from('{"seq":2}\nnonsense\n{"seq":3}\n'))
  const firehose = await rig.start()
  await eventually(has(rig, 2))
  await firehose.drain()
  expect(await rig.seqs()).toEqual([2, 3])
  const errors = [...(await rig.files())]
    .filter(([path]) => /^errors\/processing-failed\/year=\d{4}\/month=/u.test(path))
    .flatMap(([, lines]) => lines)
    .map((text) => JSON.parse(text) as { errorCode: string; rawData: string; streamName: string })
  expect(
    errors.map(({ errorCode, rawData, streamName }) => [
      errorCode,
      Buffer.from(rawData, 'base64'),
      streamName,
    ]),
  ).toEqual([
    ['Weir.DamagedGzip', damaged, 'events'],
    ['Weir.NotJson', Buffer.from('nonsense'), 'events'],
  ])
  expect(firehose.status().streams[0]).toMatchObject({ records: 2, events: 2, undecodable: 2 })
  expect(rig.lines).toHaveLength(1)
  expect(rig.lines[0]).toMatch(
    /^stream events, shardId-\d+: gzip that is damaged .*processing-failed$/u,
  )
})

test('refuses a second one on the same positions, in one line', async () => {
  const rig = await createFirehoseRig()
  const firehose = await rig.start()
  await expect(rig.start()).rejects.toThrow(/state is in use by process \d+$/u)
  await firehose.drain()
  await (await rig.start()).drain()
})

test('says what is wrong with the archive, keeps what it read, and drains no longer than it may', async () => {
  const rig = await createFirehoseRig()
  await rig.put(range(10))
  const inTheWay = join(rig.folder, 'archive')
  await writeFile(inTheWay, '')
  const first = await rig.start({ drainMs: 50 })
  await eventually(() => first.status().failures > 0)
  const why = `a file is in the way of a directory in ${inTheWay}`
  expect(first.status()).toMatchObject({
    problem: `cannot write events in ${inTheWay}: ${why}`,
    stored: {},
  })
  expect(await first.drain()).toBe(false)
  expect(rig.lines).toEqual([
    `cannot write to ${inTheWay}: ${why}`,
    `archive: cannot write events in ${inTheWay}: ${why}`,
  ])
  const second = await rig.start({ archive: join(rig.folder, 'elsewhere', '..', 'better') })
  await eventually(() => second.status().stored.events?.lines === 10)
  expect(second.status().streams[0]?.shards.every(({ archivedTo }) => archivedTo !== '')).toBe(true)
})

test('tells how far it is, and which files have landed', async () => {
  const rig = await createFirehoseRig()
  await rig.put(range(100))
  const firehose = await rig.start()
  const upToDate = () =>
    firehose
      .status()
      .streams[0]?.shards.filter((shard) => shard.archivedTo !== null && shard.behindMs === 0)
  await eventually(() => upToDate()?.length === 2)
  const { streams, files, ...rest } = firehose.status()
  expect(rest).toMatchObject({ status: 'running', problem: null, failures: 0, bufferedBytes: 0 })
  expect(streams).toMatchObject([
    { stream: 'events', prefix: 'events', records: 100, events: 100, behindMs: 0, problem: null },
    { stream: 'rejected', prefix: 'rejected', records: 0, shards: [{ archivedTo: null }] },
  ])
  const paths = [...(await rig.files()).keys()]
  expect(files.map(({ path }) => path).toSorted()).toEqual(paths)
  expect(files[0]?.storedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/u)
})
