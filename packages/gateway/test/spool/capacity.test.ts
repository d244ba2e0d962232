import { expect, test } from 'vitest'
import { createHarness, readAll, segmentBytes, text, until } from './harness.ts'
import type { Spool } from '../../src/spool/spool.ts'

const record = Buffer.alloc(300)

/** Appends until it is refused; returns how many went in and the reason. */
async function fill(spool: Spool, reserved: boolean): Promise<{ count: number; code: string }> {
  for (let count = 0; ; count += 1) {
    try {
      await spool.append(record, { reserved })
    } catch (error) {
      return { count, code: (error as { code: string }).code }
    }
  }
}

test('refuses at the cap, keeps the last part for reserved appends, then refuses those', async () => {
  const harness = createHarness({ maxBytes: 10 * segmentBytes, reserveRatio: 0.1 })
  const spool = await harness.open()
  const plain = await fill(spool, false)
  const reserved = await fill(spool, true)
  expect([plain.code, reserved.code]).toEqual(['full', 'full'])
  // Twelve records fit a segment.
  expect(plain.count).toBe(9 * 12)
  expect(reserved.count).toBe(12)
  expect(harness.disk.list('.segment1')).toHaveLength(10)
  expect(harness.disk.list('.spare')).toEqual([])
  await spool.close()
})

test('never takes more than the cap on the disk, however often it fills and drains', async () => {
  const harness = createHarness({ maxBytes: 3 * segmentBytes })
  const spool = await harness.open()
  for (let round = 0; round < 5; round += 1) {
    expect((await fill(spool, true)).code).toBe('full')
    expect((await fill(spool, true)).count).toBe(0)
    const files = [...harness.disk.list('.segment1'), ...harness.disk.list('.spare')]
    expect(files.length * segmentBytes).toBeLessThanOrEqual(3 * segmentBytes)
    const entries = await readAll(spool)
    spool.confirm(entries.at(-1)?.position ?? 0)
    await spool.drained()
    await until(() => spool.stats().segments === 1)
  }
  expect(harness.problems).toEqual([])
  await spool.close()
})

test('is never stuck with the least room there can be', async () => {
  const harness = createHarness({ maxBytes: 2 * segmentBytes, reserveRatio: 0.5 })
  const spool = await harness.open()
  for (let index = 0; index < 100; index += 1) {
    await spool.append(record)
    const [entry] = await spool.read(1)
    spool.confirm(entry?.position ?? 0)
    await spool.drained()
  }
  expect(spool.stats()).toMatchObject({ appended: 100, confirmed: 100, bytes: 0 })
  await spool.close()
})

test('opens with a smaller cap than what is in it, delivers, then takes again', async () => {
  const harness = createHarness()
  const first = await harness.open()
  for (let index = 0; index < 60; index += 1) await first.append(record)
  await first.close()
  const spool = await harness.open({ maxBytes: 2 * segmentBytes })
  await expect(spool.append(record)).rejects.toMatchObject({ code: 'full' })
  const entries = await readAll(spool)
  expect(entries).toHaveLength(60)
  spool.confirm(60)
  await spool.drained()
  expect(await spool.append(record)).toBe(61)
  expect(harness.disk.list().filter((name) => /segment1|spare/.test(name)).length).toBeLessThan(3)
  await spool.close()
})

test('takes up segments of another size and frees them for good', async () => {
  const harness = createHarness()
  const first = await harness.open()
  for (let index = 0; index < 30; index += 1) await first.append(record)
  await first.close()
  const spool = await harness.open({ segmentBytes: 8192 })
  for (let index = 0; index < 30; index += 1) await spool.append(record)
  expect((await readAll(spool)).map(({ position }) => position)).toEqual(
    Array.from({ length: 60 }, (_, index) => index + 1),
  )
  spool.confirm(60)
  await spool.drained()
  const sizes = harness.disk.list('.spare').map((path) => harness.disk.content(path).length)
  expect(new Set(sizes)).toEqual(new Set([8192]))
  await spool.close()
})

test('refuses options that cannot hold a spool', async () => {
  const { open } = createHarness()
  for (const options of [
    { segmentBytes: 100 },
    { segmentBytes: 4100 },
    { maxBytes: segmentBytes },
    { reserveRatio: -1 },
    { reserveRatio: 0.6 },
    { memoryBytes: 10 },
    { maxBytes: Number.NaN },
  ]) {
    await expect(open(options)).rejects.toMatchObject({ code: 'unusable' })
  }
})

test('tells the age of the oldest unconfirmed record whatever the clock does', async () => {
  const { clock, open } = createHarness()
  const spool = await open()
  expect(spool.stats().oldestSeconds).toBe(0)
  await spool.append(text('a'))
  clock.time += 60_000
  await spool.append(text('b'))
  clock.time += 5000
  expect(spool.stats().oldestSeconds).toBe(65)
  const entries = await readAll(spool)
  spool.confirm(1)
  expect(spool.stats().oldestSeconds).toBe(5)
  clock.time -= 86_400_000
  expect(spool.stats().oldestSeconds).toBe(0)
  await spool.append(text('c'))
  expect(entries.length + (await readAll(spool)).length).toBe(3)
  spool.confirm(3)
  expect(spool.stats()).toMatchObject({ oldestSeconds: 0, appended: 3, confirmed: 3 })
  await spool.close()
})
