import { expect, test } from 'vitest'
import type { SpoolEntry } from '../../src/spool/log-reader.ts'
import { createHarness, readAll, text, textOf, turns, until } from './harness.ts'

const positionsOf = (entries: readonly SpoolEntry[]): number[] =>
  entries.map(({ position }) => position)
const upToNumber = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1)

test('waits until there is something to read', async () => {
  const { open } = createHarness()
  const spool = await open()
  const reading = spool.read(1000)
  await turns(5)
  await spool.append(text('at last'))
  expect((await reading).map(textOf)).toEqual(['at last'])
  await spool.close()
})

test('ends a read when its signal aborts, and misses nothing by it', async () => {
  const { open } = createHarness()
  const spool = await open()
  const stop = new AbortController()
  const reading = spool.read(1000, stop.signal)
  stop.abort(new Error('enough'))
  await expect(reading).rejects.toThrow('enough')
  await expect(spool.read(1000, stop.signal)).rejects.toThrow('enough')
  await spool.append(text('next'))
  expect((await spool.read(1000)).map(textOf)).toEqual(['next'])
  await spool.close()
})

test('has one reader at a time', async () => {
  const { open } = createHarness()
  const spool = await open()
  const reading = spool.read(1000)
  await expect(async () => spool.read(1000)).rejects.toThrow('one reader')
  await spool.append(text('x'))
  await reading
  await spool.close()
})

test('returns at least one entry and no more payload than asked for', async () => {
  for (const memoryBytes of [4096, 1 << 20]) {
    const { open } = createHarness({ memoryBytes })
    const spool = await open()
    for (let index = 0; index < 9; index += 1) await spool.append(Buffer.alloc(1000))
    const sizes: number[] = []
    for (const maxBytes of [1, 999, 1000, 2500, 3000]) {
      sizes.push((await spool.read(maxBytes)).length)
    }
    expect(sizes, `${memoryBytes}`).toEqual([1, 1, 1, 2, 3])
    await spool.close()
  }
})

test('reads what is recent from memory, without a look at the disk', async () => {
  const { disk, open } = createHarness()
  const spool = await open()
  for (let index = 0; index < 9; index += 1) await spool.append(Buffer.alloc(1000, index))
  disk.faults.add({ operation: 'open-read', path: /segment1$/, code: 'EIO' })
  expect(positionsOf(await readAll(spool))).toEqual(upToNumber(9))
  expect(spool.stats().memoryBytes).toBe(0)
  await spool.close()
})

test('keeps memory bounded while nobody reads, then reads the rest from the disk', async () => {
  const { open } = createHarness({ memoryBytes: 4096 })
  const spool = await open()
  for (let index = 1; index <= 40; index += 1) {
    await spool.append(Buffer.alloc(1000, index), { flags: index })
    expect(spool.stats().memoryBytes).toBeLessThanOrEqual(4096)
  }
  const entries = await readAll(spool, 1500)
  expect(positionsOf(entries)).toEqual(upToNumber(40))
  for (const { position, flags, payload } of entries) {
    expect(flags).toBe(position)
    expect(payload).toEqual(Buffer.alloc(1000, position))
  }
  await spool.close()
})

test('changes between memory and disk without a gap, wherever the reader stands', async () => {
  for (let ahead = 0; ahead < 12; ahead += 1) {
    const { open } = createHarness({ memoryBytes: 4096, maxBytes: 1 << 20 })
    const spool = await open()
    const positions: number[] = []
    for (let round = 0; round < 6; round += 1) {
      for (let index = 0; index < ahead; index += 1) await spool.append(Buffer.alloc(700))
      // A group larger than a segment's rest, read in the middle of it.
      await Promise.all([1, 2, 3].map(() => spool.append(Buffer.alloc(900))))
      positions.push(...positionsOf(await spool.read(1000)))
    }
    positions.push(...positionsOf(await readAll(spool, 800)))
    expect(positions, `${ahead} ahead`).toEqual(upToNumber(6 * (ahead + 3)))
    expect(spool.stats().skippedRecords).toBe(0)
    await spool.close()
  }
})

test('follows the writer from the disk while it writes on', async () => {
  const { disk, open } = createHarness({ memoryBytes: 4096 })
  const spool = await open()
  for (let index = 0; index < 8; index += 1) await spool.append(Buffer.alloc(1000))
  const positions: number[] = []
  for (let index = 0; index < 30; index += 1) {
    const reading = spool.read(1)
    await Promise.all([spool.append(Buffer.alloc(1000)), reading])
    positions.push(...positionsOf(await reading))
  }
  positions.push(...positionsOf(await readAll(spool)))
  expect(positions).toEqual(upToNumber(38))
  expect(disk.list('.segment1').length).toBeGreaterThan(8)
  await spool.close()
})

test('keeps what was read unchanged until the next read, however much is written meanwhile', async () => {
  for (const memoryBytes of [4096, 16_384]) {
    const { open } = createHarness({ memoryBytes, maxBytes: 1 << 18 })
    const spool = await open()
    let next = 1
    for (let round = 0; round < 20; round += 1) {
      for (let part = 0; part < 5; part += 1) await spool.append(Buffer.alloc(500, next++))
      const entries = await spool.read(1000)
      for (let more = 0; more < round; more += 1) await spool.append(Buffer.alloc(500, next++))
      spool.confirm(entries.at(-1)?.position ?? 0)
      for (const { position, payload } of entries) {
        expect(payload).toEqual(Buffer.alloc(500, position))
      }
    }
    await spool.close()
  }
})

test('writes into the same memory again when what was in it is read', async () => {
  const { open } = createHarness({ memoryBytes: 4096 })
  const spool = await open()
  const memory = new Set<ArrayBufferLike>()
  for (let index = 0; index < 60; index += 1) {
    await spool.append(Buffer.alloc(900))
    for (const { payload } of await spool.read(1000)) memory.add(payload.buffer)
  }
  expect(memory.size).toBeLessThan(5)
  await spool.close()
})

test('tells when each record was appended, from memory and from the disk', async () => {
  const { clock, open } = createHarness()
  const first = await open()
  const times: number[] = []
  for (const stepMs of [0, 5, -1000, 86_400_000]) {
    clock.time += stepMs
    times.push(clock.time)
    await first.append(text('x'))
  }
  expect((await readAll(first)).map(({ appendedAt }) => appendedAt)).toEqual(times)
  await first.close()
  const second = await open()
  expect((await readAll(second)).map(({ appendedAt }) => appendedAt)).toEqual(times)
  await second.close()
})

test('does not count records as lost that are written while it looks for them', async () => {
  const { disk, problems, open } = createHarness({ memoryBytes: 4096 })
  const spool = await open()
  for (let index = 0; index < 8; index += 1) await spool.append(Buffer.alloc(1000))
  disk.hold()
  const appending = spool.append(Buffer.alloc(1000))
  await until(() => disk.underWay === 1)
  expect(positionsOf(await readAll(spool))).toEqual(upToNumber(8))
  disk.release()
  await appending
  expect(positionsOf(await readAll(spool))).toEqual([9])
  expect(problems).toEqual([])
  await spool.close()
})

test('goes on from the disk in the segment that is still being written', async () => {
  const { disk, open } = createHarness({
    segmentBytes: 1 << 16,
    maxBytes: 1 << 18,
    memoryBytes: 4096,
  })
  const spool = await open()
  for (let round = 1; round <= 4; round += 1) {
    for (let index = 0; index < 10; index += 1) await spool.append(Buffer.alloc(1000))
    const last = (await readAll(spool)).map(({ position }) => position)
    expect(last).toEqual(upToNumber(10).map((it) => it + (round - 1) * 10))
  }
  expect(disk.list('.segment1')).toHaveLength(1)
  await spool.close()
})

test('reads a long backlog from the disk through the same memory', async () => {
  const { open } = createHarness({ memoryBytes: 4096, maxBytes: 1 << 20 })
  const spool = await open()
  for (let index = 0; index < 200; index += 1) await spool.append(Buffer.alloc(900))
  const memory = new Set<ArrayBufferLike>()
  const positions: number[] = []
  while (positions.length < 200) {
    const entries = await spool.read(2000)
    positions.push(...positionsOf(entries))
    for (const { payload } of entries) memory.add(payload.buffer)
  }
  expect(positions).toEqual(upToNumber(200))
  // About fifty windows were read.
  expect(memory.size).toBeLessThan(12)
  await spool.close()
})

test('leaves what a read gave as it is until the next one, whatever is appended meanwhile', async () => {
  const { open } = createHarness({ memoryBytes: 4096 })
  const spool = await open()
  for (const content of [1, 2, 3]) await spool.append(Buffer.alloc(1000, content))
  const given = await spool.read(2000)
  for (let index = 4; index <= 40; index += 1) await spool.append(Buffer.alloc(1000, index))
  expect(given.map(({ payload }) => payload)).toEqual(
    [1, 2].map((each) => Buffer.alloc(1000, each)),
  )
  expect(positionsOf(await readAll(spool))).toEqual(upToNumber(40).slice(2))
  await spool.close()
})
