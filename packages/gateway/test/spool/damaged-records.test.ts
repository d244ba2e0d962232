import { expect, test } from 'vitest'
import { recordBytes } from '../../src/spool/record-codec.ts'
import { createHarness, type Harness, readAll, text, textOf } from './harness.ts'

const words = ['first', 'second one', 'third']
const starts = [0, 40, 88]
const flip = (byte: number): number => byte ^ 0xff
const flipOneBit = (byte: number): number => byte ^ 0x10
const zero = (): number => 0

/** A closed spool of three records, and the path of its only segment. */
async function threeRecords(): Promise<Harness & { path: string }> {
  const harness = createHarness()
  const spool = await harness.open()
  for (const word of words) await spool.append(text(word))
  await spool.close()
  const [path = ''] = harness.disk.list('.segment1')
  return { ...harness, path }
}

async function reopened(harness: Harness) {
  const spool = await harness.open()
  const entries = await readAll(spool)
  const stats = spool.stats()
  await spool.close()
  return { texts: entries.map(textOf), positions: entries.map((it) => it.position), stats }
}

for (const [index, word] of words.entries()) {
  for (const [how, damage] of Object.entries({ flip, flipOneBit, zero })) {
    test(`loses only the ${word} record, and counts it, when a byte of it suffers ${how}`, async () => {
      const harness = await threeRecords()
      const content = harness.disk.content(harness.path)
      const start = starts[index] ?? 0
      for (let at = start; at < start + 32 + word.length; at += 1) {
        const before = content[at] ?? 0
        if (damage(before) === before) continue
        content[at] = damage(before)
        harness.problems.length = 0
        const { texts, positions, stats } = await reopened(harness)
        expect(texts, `byte ${at}`).toEqual(words.filter((it) => it !== word))
        expect(positions).toEqual([1, 2, 3].filter((it) => it !== index + 1))
        expect(stats).toMatchObject({ skippedRecords: 1, appended: 3, tornTails: 0 })
        expect(harness.problems).toEqual([
          {
            kind: 'records_lost',
            file: harness.path.slice('/spool/'.length),
            offset: start,
            bytes: recordBytes(word.length),
            records: 1,
          },
        ])
        content[at] = before
      }
      expect((await reopened(harness)).texts).toEqual(words)
    })
  }
}

test('reports a damaged end mark, at every byte of it, and keeps every record', async () => {
  const harness = await threeRecords()
  const content = harness.disk.content(harness.path)
  for (let at = 128; at < 160; at += 1) {
    content[at] = flip(content[at] ?? 0)
    harness.problems.length = 0
    const { texts, stats } = await reopened(harness)
    expect(texts).toEqual(words)
    expect(stats).toMatchObject({ skippedRecords: 0, tornTails: 1 })
    expect(harness.problems).toMatchObject([{ kind: 'torn_tail', offset: 128 }])
    content[at] = flip(content[at] ?? 0)
  }
})

test('counts every record of a segment that is zeroed but for its end', async () => {
  const harness = await threeRecords()
  harness.disk.content(harness.path).fill(0, 0, 128)
  const { texts, stats } = await reopened(harness)
  expect(texts).toEqual([])
  expect(stats.skippedRecords).toBe(3)
})

test('reports a segment in which nothing is readable', async () => {
  const harness = await threeRecords()
  harness.disk.content(harness.path).fill(0)
  expect((await reopened(harness)).stats.tornTails).toBe(1)
  expect(harness.problems).toMatchObject([{ kind: 'torn_tail', offset: 0 }])
})

test('does not take a record inside a payload for a record when the outer one is damaged', async () => {
  const harness = createHarness()
  const spool = await harness.open()
  await spool.append(text('x'))
  const [path = ''] = harness.disk.list('.segment1')
  // The best a client can do without reading the disk: everything right but the random bits.
  const forged = Buffer.from(harness.disk.content(path).subarray(0, 72))
  forged.writeUInt32LE(2, 16)
  for (const at of [4, 12]) forged[at] = flip(forged[at] ?? 0)
  await spool.append(Buffer.concat([forged, forged]))
  await spool.append(text('z'))
  await spool.close()
  const content = harness.disk.content(path)
  content[40] = flip(content[40] ?? 0)
  const { texts, stats } = await reopened(harness)
  expect(texts).toEqual(['x', 'z'])
  expect(stats.skippedRecords).toBe(1)
})

test('counts exactly what a missing segment held', async () => {
  const harness = createHarness()
  const spool = await harness.open()
  for (let index = 0; index < 12; index += 1) await spool.append(Buffer.alloc(1000, index))
  await spool.close()
  const [, second = ''] = harness.disk.list('.segment1')
  harness.disk.delete(second)
  const { positions, stats } = await reopened(harness)
  expect(positions).toEqual([1, 2, 3, 7, 8, 9, 10, 11, 12])
  expect(stats.skippedRecords).toBe(3)
})

test('reads around a bad sector and says where it is', async () => {
  const harness = createHarness({ segmentBytes: 16_384, maxBytes: 65_536 })
  const spool = await harness.open()
  for (let index = 0; index < 12; index += 1) await spool.append(Buffer.alloc(1000, index))
  await spool.close()
  harness.disk.faults.badSector(/segment1$/, 5000)
  const { positions, stats } = await reopened(harness)
  expect(positions).toEqual([1, 2, 3, 9, 10, 11, 12])
  expect(stats.skippedRecords).toBe(5)
  expect(harness.problems).toContainEqual(
    expect.objectContaining({ kind: 'unreadable', offset: 4096, bytes: 4096 }),
  )
})

test('gives out what it has read before it reports that the disk returns nothing', async () => {
  const harness = createHarness({ memoryBytes: 4096 })
  const first = await harness.open()
  for (let index = 0; index < 8; index += 1) await first.append(Buffer.alloc(1000, index))
  await first.close()
  const spool = await harness.open()
  const [, second = ''] = harness.disk.list('.segment1')
  harness.disk.faults.add({ operation: 'open-read', path: new RegExp(second), code: 'EIO' })
  harness.disk.faults.add({ operation: 'open-read', path: new RegExp(second), code: 'EIO' })
  expect((await spool.read(1 << 20)).map(({ position }) => position)).toEqual([1, 2, 3])
  await expect(spool.read(1 << 20)).rejects.toMatchObject({ code: 'failed' })
  expect((await spool.read(1 << 20)).map(({ position }) => position)).toEqual([4, 5, 6, 7, 8])
  expect(spool.stats().skippedRecords).toBe(0)
  await spool.close()
})

test('skips nothing when every byte of a segment is unreadable for a while', async () => {
  const harness = createHarness()
  const first = await harness.open()
  for (let index = 0; index < 8; index += 1) await first.append(Buffer.alloc(1000, index))
  await first.close()
  const spool = await harness.open()
  harness.disk.faults.add({ operation: 'read', path: /segment1$/, code: 'EIO', times: 100 })
  await expect(spool.read(1 << 20)).rejects.toMatchObject({ code: 'failed' })
  harness.disk.faults.clear()
  expect((await readAll(spool)).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(spool.stats().skippedRecords).toBe(0)
  await spool.close()
})

test('skips nothing when the disk fails twice between two windows', async () => {
  const harness = createHarness({ segmentBytes: 16_384, maxBytes: 65_536, memoryBytes: 4096 })
  const first = await harness.open()
  for (let index = 0; index < 12; index += 1) await first.append(Buffer.alloc(1000, index))
  await first.close()
  const spool = await harness.open()
  // A window holds three records, and the head of the fourth.
  expect((await spool.read(2000)).map(({ position }) => position)).toEqual([1, 2])
  harness.disk.faults.add({ operation: 'read', path: /segment1$/, code: 'EIO', times: 100 })
  expect((await spool.read(1 << 20)).map(({ position }) => position)).toEqual([3])
  await expect(spool.read(1 << 20)).rejects.toMatchObject({ code: 'failed' })
  harness.disk.faults.clear()
  expect((await readAll(spool)).map(({ position }) => position)).toEqual([
    4, 5, 6, 7, 8, 9, 10, 11, 12,
  ])
  expect(spool.stats().skippedRecords).toBe(0)
  await spool.close()
})

for (const confirmsEach of [true, false]) {
  test(`is drained when its last record is lost and what was read is confirmed ${confirmsEach ? 'one by one' : 'at once'}`, async () => {
    const harness = await threeRecords()
    const content = harness.disk.content(harness.path)
    content[88] = flip(content[88] ?? 0)
    const spool = await harness.open()
    // One byte at a time: the loss is met by a read of its own, before or behind the confirmation.
    const [first] = await spool.read(1)
    if (confirmsEach) spool.confirm(first?.position ?? 0)
    const [second] = await spool.read(1)
    const waiting = spool.read(1)
    spool.confirm(second?.position ?? 0)
    await spool.drained()
    expect(spool.stats()).toMatchObject({ confirmed: 3, skippedRecords: 1, bytes: 0 })
    expect(spool.stats().oldestSeconds).toBe(0)
    // What comes next is read and confirmed as ever.
    await spool.append(text('fourth'))
    expect((await waiting).map(textOf)).toEqual(['fourth'])
    await spool.close()
    const again = await harness.open()
    expect((await readAll(again)).map(textOf)).toEqual(['fourth'])
    expect(again.stats().skippedRecords).toBe(0)
    await again.close()
  })
}

test('does not take for delivered what a read under way has passed', async () => {
  const harness = await threeRecords()
  const spool = await harness.open()
  const [first] = await spool.read(1)
  const under = spool.read(1000)
  spool.confirm(first?.position ?? 0)
  expect(spool.stats().confirmed).toBe(1)
  expect((await under).map(textOf)).toEqual(['second one', 'third'])
  expect(spool.stats().confirmed).toBe(1)
  await spool.close()
})
