import { expect, test } from 'vitest'
import { maxWriteBytes } from '../../src/spool/log-writer.ts'
import { createHarness, readAll, text, textOf, until } from './harness.ts'

const toSegments = ({ name }: { name: string }): boolean => name.endsWith('.segment1')

test('writes what arrives during a write with one further write', async () => {
  const { disk, open } = createHarness()
  const spool = await open()
  await spool.append(text('opens the segment'))
  disk.writes.length = 0
  disk.hold()
  const first = spool.append(text('alone'))
  await until(() => disk.underWay === 1)
  const rest = Array.from({ length: 50 }, (_, index) => spool.append(text(`together ${index}`)))
  disk.release()
  await Promise.all([first, ...rest])
  // One buffer of records that stand side by side in memory, and the end mark.
  expect(disk.writes.filter(toSegments).map(({ buffers }) => buffers)).toEqual([2, 2])
  await spool.close()
})

test('acknowledges nothing before its write is durable', async () => {
  const { disk, open } = createHarness()
  const spool = await open()
  disk.hold()
  let isAnswered = false
  const appending = spool.append(text('x')).finally(() => {
    isAnswered = true
  })
  await until(() => disk.underWay === 1)
  disk.release()
  expect(isAnswered).toBe(false)
  await appending
  expect((await readAll(spool)).map(textOf)).toEqual(['x'])
  await spool.close()
})

test('offers no record to the reader before it is durable', async () => {
  const { disk, open } = createHarness()
  const spool = await open()
  await spool.append(text('durable'))
  disk.hold()
  const appending = spool.append(text('under way'))
  await until(() => disk.underWay === 1)
  expect((await readAll(spool)).map(textOf)).toEqual(['durable'])
  disk.release()
  await appending
  expect((await readAll(spool)).map(textOf)).toEqual(['under way'])
  await spool.close()
})

test('keeps the order of the calls across groups and segments', async () => {
  const { open } = createHarness()
  const spool = await open()
  const payloads = Array.from({ length: 60 }, (_, index) => Buffer.alloc(100 + index * 7, index))
  const positions = await Promise.all(payloads.map((payload) => spool.append(payload)))
  expect(positions).toEqual(payloads.map((_, index) => index + 1))
  const entries = await readAll(spool)
  expect(entries.map(({ payload }) => payload)).toEqual(payloads)
  expect(spool.stats().segments).toBeGreaterThan(3)
  await spool.close()
})

test('does not hold on to the memory of the caller', async () => {
  const { open } = createHarness()
  const spool = await open()
  const payload = Buffer.from('as it was')
  const appending = spool.append(payload)
  payload.fill('!')
  await appending
  expect((await readAll(spool)).map(textOf)).toEqual(['as it was'])
  await spool.close()
})

test('bounds one write, so that the next group does not wait for long', async () => {
  const segmentBytes = 4 * maxWriteBytes
  const { disk, open } = createHarness({ segmentBytes, maxBytes: 2 * segmentBytes })
  const spool = await open({ memoryBytes: 4 * maxWriteBytes })
  await Promise.all(Array.from({ length: 12 }, () => spool.append(Buffer.alloc(1 << 20))))
  const written = disk.writes.filter(toSegments).map(({ bytes }) => bytes)
  expect(Math.max(...written)).toBeLessThanOrEqual(maxWriteBytes + 32)
  await spool.close()
})

test('refuses what no segment can hold, and takes what just fits', async () => {
  const { open } = createHarness()
  const spool = await open()
  await expect(spool.append(Buffer.alloc(4033))).rejects.toMatchObject({ code: 'too_large' })
  await spool.append(Buffer.alloc(4032, 'x'))
  await spool.append(Buffer.alloc(0))
  expect((await readAll(spool)).map(({ payload }) => payload.length)).toEqual([4032, 0])
  await spool.close()
})

test('gives back flags from 0 to 65,535 and takes no others', async () => {
  const { open } = createHarness()
  const spool = await open()
  for (const flags of [0, 1, 65_535]) await spool.append(text('x'), { flags })
  expect((await readAll(spool)).map(({ flags }) => flags)).toEqual([0, 1, 65_535])
  for (const flags of [-1, 65_536, 0.5]) {
    await expect(async () => spool.append(text('x'), { flags })).rejects.toThrow(RangeError)
  }
  await spool.close()
})

test('refuses with busy what would wait for the disk beyond the memory it may take', async () => {
  const { disk, open } = createHarness({ memoryBytes: 8192 })
  const spool = await open()
  disk.hold()
  const waiting = Array.from({ length: 10 }, () => spool.append(Buffer.alloc(1000)))
  const settled = Promise.allSettled(waiting)
  await until(() => disk.underWay === 1)
  disk.release()
  const codes = (await settled).map((each) =>
    each.status === 'fulfilled' ? 'kept' : (each.reason as { code: string }).code,
  )
  expect(codes.join(' ')).toBe('kept '.repeat(7) + 'busy busy busy')
  expect(await spool.append(text('later'))).toBe(8)
  await spool.close()
})
