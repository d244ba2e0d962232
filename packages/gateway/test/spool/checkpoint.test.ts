import { expect, test } from 'vitest'
import { createHarness, type Harness, readAll, until } from './harness.ts'
import { upTo } from './survival.ts'

const path = '/spool/checkpoint'

/** Twelve records of a kilobyte, three to a segment, of which the first `confirmed` are. */
async function confirmedUpTo(confirmed: number): Promise<Harness> {
  const harness = createHarness()
  const spool = await harness.open()
  for (let index = 0; index < 12; index += 1) await spool.append(Buffer.alloc(1000, index))
  await readAll(spool)
  for (let position = 1; position <= confirmed; position += 1) {
    spool.confirm(position)
    const count = harness.disk.writes.length
    await until(() => harness.disk.writes.length > count)
  }
  await spool.close()
  return harness
}

async function firstPosition(harness: Harness): Promise<number | undefined> {
  const spool = await harness.open()
  const entries = await readAll(spool)
  expect(entries.at(-1)?.position).toBe(12)
  expect(spool.stats().skippedRecords).toBe(0)
  await spool.close()
  return entries[0]?.position
}

test('starts behind the last confirmed position', async () => {
  expect(await firstPosition(await confirmedUpTo(5))).toBe(6)
})

test('replays from the oldest segment there is when the checkpoint is deleted', async () => {
  const harness = await confirmedUpTo(5)
  harness.disk.delete(path)
  expect(await firstPosition(harness)).toBe(4)
})

test('replays everything when a checkpoint that was never confirmed is deleted, and says so', async () => {
  const harness = await confirmedUpTo(0)
  harness.disk.delete(path)
  expect(await firstPosition(harness)).toBe(1)
  expect(harness.problems).toMatchObject([{ kind: 'checkpoint_damaged' }])
})

for (const [name, damage] of Object.entries({
  empty: () => Buffer.alloc(0),
  short: (bytes: Buffer) => bytes.subarray(0, 7),
  zeroed: () => Buffer.alloc(8192),
  'full of noise': (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => byte ^ (at * 31 + 1))),
})) {
  test(`replays from the oldest segment when the checkpoint is ${name}, and says so`, async () => {
    const harness = await confirmedUpTo(5)
    harness.disk.put(path, damage(Buffer.from(harness.disk.content(path))))
    expect(await firstPosition(harness)).toBe(4)
    expect(harness.problems).toMatchObject([{ kind: 'checkpoint_damaged' }])
  })
}

test('loses nothing whichever byte of the checkpoint is damaged', async () => {
  const harness = await confirmedUpTo(5)
  const intact = Buffer.from(harness.disk.content(path))
  for (const slot of [0, 4096]) {
    for (let at = slot; at < slot + 24; at += 1) {
      const damaged = Buffer.from(intact)
      damaged[at] = (damaged[at] ?? 0) ^ 0xff
      harness.disk.put(path, damaged)
      const first = await firstPosition(harness)
      expect([5, 6], `byte ${at}`).toContain(first)
      harness.disk.put(path, intact)
    }
  }
})

test('keeps the position before when the power fails while a checkpoint is half written', async () => {
  for (let count = 0; count <= 24; count += 1) {
    const harness = createHarness()
    const spool = await harness.open()
    for (let index = 0; index < 3; index += 1) await spool.append(Buffer.alloc(100, index))
    await readAll(spool)
    spool.confirm(1)
    const before = harness.disk.writes.length
    await until(() => harness.disk.writes.length > before)
    harness.disk.hold()
    spool.confirm(2)
    await until(() => harness.disk.underWay === 1)
    harness.disk.crash(upTo(count))
    const recovered = await harness.open()
    const first = (await readAll(recovered))[0]?.position
    expect([2, 3], `${count} bytes`).toContain(first)
    await recovered.close()
  }
})

test('does not count as lost what a lost checkpoint had confirmed and freed', async () => {
  const harness = await confirmedUpTo(7)
  const content = harness.disk.content(path)
  content.fill(0)
  expect(await firstPosition(harness)).toBe(7)
})

test('frees no segment before the checkpoint that covers it is on the disk', async () => {
  const harness = createHarness()
  const spool = await harness.open()
  for (let index = 0; index < 12; index += 1) await spool.append(Buffer.alloc(1000, index))
  await readAll(spool)
  harness.disk.hold()
  spool.confirm(12)
  await until(() => harness.disk.underWay === 1)
  expect(harness.disk.list('.segment1')).toHaveLength(4)
  harness.disk.release()
  await spool.drained()
  expect(harness.disk.list('.segment1')).toHaveLength(1)
  await spool.close()
})

test('goes on with a fresh file after a checkpoint write fails', async () => {
  const harness = createHarness()
  const spool = await harness.open()
  for (let index = 0; index < 3; index += 1) await spool.append(Buffer.alloc(100, index))
  await readAll(spool)
  harness.disk.faults.add({ operation: 'write', path: /checkpoint$/, code: 'EIO', keptBytes: 5 })
  spool.confirm(1)
  await until(() => harness.problems.length > 0)
  expect(harness.problems).toMatchObject([{ kind: 'checkpoint_failed', file: 'checkpoint' }])
  spool.confirm(2)
  await spool.close()
  const recovered = await harness.open()
  expect((await readAll(recovered)).map(({ position }) => position)).toEqual([3])
  await recovered.close()
})

test('never gives a new record a position that is already confirmed', async () => {
  const harness = await confirmedUpTo(12)
  for (const segment of harness.disk.list('.segment1')) harness.disk.delete(segment)
  const spool = await harness.open()
  expect(await spool.append(Buffer.from('new'))).toBe(13)
  expect((await readAll(spool)).map(({ position }) => position)).toEqual([13])
  await spool.close()
})

test('refuses to confirm what was not read', async () => {
  const harness = createHarness()
  const spool = await harness.open()
  await spool.append(Buffer.from('x'))
  expect(() => spool.confirm(1)).toThrow(RangeError)
  await spool.close()
})
