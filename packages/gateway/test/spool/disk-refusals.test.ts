import { expect, test } from 'vitest'
import { createPauseMs } from '../../src/spool/spare-maker.ts'
import { SpoolError } from '../../src/spool/spool-error.ts'
import { createHarness, readAll, segmentBytes, text, textOf, turns, until } from './harness.ts'

const kilobyte = (value: number): Buffer => Buffer.alloc(1000, value)

/** How each append ended: its position or the code of its error. */
async function outcomes(appends: readonly Promise<number>[]): Promise<(number | string)[]> {
  const settled = await Promise.allSettled(appends)
  return settled.map((each) =>
    each.status === 'fulfilled' ? each.value : (each.reason as { code: string }).code,
  )
}

for (const code of ['EIO', 'ENOSPC']) {
  const told = code === 'EIO' ? 'failed' : 'full'
  test(`refuses the whole group with ${told} when its write ends with ${code}, and goes on in another segment`, async () => {
    const harness = createHarness()
    const spool = await harness.open()
    await spool.append(text('before'))
    const fault = { operation: 'write', path: /segment1$/, code, keptBytes: 50 }
    harness.disk.faults.add(fault)
    const group = [spool.append(text('a')), spool.append(text('b')), spool.append(text('c'))]
    expect(await outcomes(group)).toEqual([told, told, told])
    harness.disk.writes.length = 0
    expect(await spool.append(text('after'))).toBe(2)
    expect(harness.disk.writes.length).toBeGreaterThan(0)
    expect(harness.disk.writes.map(({ name }) => name)).not.toContain(harness.problems[0]?.file)
    expect((await readAll(spool)).map(textOf)).toEqual(['before', 'after'])
    expect(harness.problems).toMatchObject([{ kind: 'write_failed', offset: 40 }])
    await spool.close()

    const recovered = await harness.open()
    expect((await readAll(recovered)).map(textOf)).toEqual(['before', 'after'])
    expect(recovered.stats()).toMatchObject({ skippedRecords: 0, tornTails: 0 })
    await recovered.close()
  })
}

test('gives the blocks of a segment whose write failed back to the disk', async () => {
  const harness = createHarness()
  const spool = await harness.open()
  await spool.append(text('keeps the segment for now'))
  harness.disk.faults.add({ operation: 'write', path: /segment1$/, code: 'EIO' })
  await expect(spool.append(text('refused'))).rejects.toMatchObject({ code: 'failed' })
  // A label in its last bytes shows where its blocks go.
  const label = text('poisoned')
  harness.disk.content(`/spool/${harness.problems[0]?.file}`).set(label, segmentBytes - 8)
  for (let index = 0; index < 36; index += 1) {
    await spool.append(kilobyte(index))
    spool.confirm((await readAll(spool)).at(-1)?.position ?? 0)
  }
  await spool.drained()
  const files = [...harness.disk.list('.segment1'), ...harness.disk.list('.spare')]
  expect(files.length).toBeGreaterThan(1)
  expect(files.filter((path) => harness.disk.content(path).includes(label))).toEqual([])
  await spool.close()
})

test('appends that arrive while a write fails are written to the next segment', async () => {
  const harness = createHarness()
  const spool = await harness.open()
  await spool.append(text('before'))
  harness.disk.hold()
  harness.disk.faults.add({ operation: 'write', path: /segment1$/, code: 'EIO' })
  const failing = spool.append(text('failing'))
  await until(() => harness.disk.underWay === 1)
  const next = [spool.append(text('x')), spool.append(text('y'))]
  harness.disk.release()
  expect(await outcomes([failing, ...next])).toEqual(['failed', 2, 3])
  expect((await readAll(spool)).map(textOf)).toEqual(['before', 'x', 'y'])
  await spool.close()
})

for (const operation of ['sync', 'write', 'open-create']) {
  test(`refuses appends, and recovers, when a new segment fails at ${operation}`, async () => {
    const harness = createHarness()
    const spool = await harness.open()
    await spool.append(kilobyte(0))
    const path = /unfinished$/
    harness.disk.faults.add({ operation, path, code: 'EIO', times: 2 })
    await spool.append(kilobyte(1)) // asks for a spare, which fails
    await until(() => harness.problems.length === 1)
    expect(await spool.append(kilobyte(2))).toBe(3)
    await turns(20)
    expect(await outcomes([spool.append(kilobyte(3))])).toEqual(['full'])
    harness.clock.time += createPauseMs
    expect(await outcomes([spool.append(kilobyte(3))])).toEqual(['failed'])
    harness.clock.time += createPauseMs
    expect(await spool.append(kilobyte(3))).toBe(4)
    expect((await readAll(spool)).map(({ payload }) => payload[0])).toEqual([0, 1, 2, 3])
    expect(harness.disk.list('.unfinished')).toEqual([])
    await spool.close()
  })
}

test('says full when the disk is, leaves it alone for a while, and goes on once it has space', async () => {
  const harness = createHarness({ reserveRatio: 0 })
  const spool = await harness.open()
  harness.disk.capacityBytes = harness.disk.usedBytes + segmentBytes / 2
  const first = await outcomes([0, 1, 2, 3].map((value) => spool.append(kilobyte(value))))
  expect(first).toEqual([1, 2, 3, 'full'])
  expect(harness.disk.list('.unfinished')).toEqual([])
  const attempts = harness.problems.length
  expect(await outcomes([spool.append(kilobyte(4)), spool.append(kilobyte(5))])).toEqual([
    'full',
    'full',
  ])
  expect(harness.problems).toHaveLength(attempts)

  harness.disk.capacityBytes = Number.POSITIVE_INFINITY
  harness.clock.time += createPauseMs
  expect(await spool.append(kilobyte(6))).toBe(4)
  expect((await readAll(spool)).map(({ payload }) => payload[0])).toEqual([0, 1, 2, 6])
  await spool.close()
})

test('uses a freed segment at once while the disk is full', async () => {
  const harness = createHarness({ reserveRatio: 0 })
  const spool = await harness.open()
  await spool.append(kilobyte(0))
  harness.disk.capacityBytes = 2 * segmentBytes + 8192
  for (let index = 1; index < 6; index += 1) await spool.append(kilobyte(index))
  expect(await outcomes([spool.append(kilobyte(6))])).toEqual(['full'])
  await readAll(spool)
  spool.confirm(3)
  await until(() => spool.stats().spareSegments === 1)
  expect(await spool.append(kilobyte(7))).toBe(7)
  await spool.close()
})

test('opens on a full disk, so that what is in it can be delivered', async () => {
  const harness = createHarness()
  const first = await harness.open()
  harness.disk.capacityBytes = harness.disk.usedBytes
  for (let index = 0; index < 3; index += 1) await first.append(kilobyte(index))
  await first.close()
  harness.disk.capacityBytes = 0
  const spool = await harness.open()
  expect(await readAll(spool)).toHaveLength(3)
  expect(await outcomes([spool.append(kilobyte(3))])).toEqual(['full'])
  await spool.close()
})

test('refuses to open a directory that takes no writes', async () => {
  for (const operation of ['makeDirectory', 'lock', 'open-create', 'rename', 'syncDirectory']) {
    const harness = createHarness()
    harness.disk.faults.add({ operation, path: /spool/, code: 'EROFS', times: 9 })
    await expect(harness.open()).rejects.toBeInstanceOf(SpoolError)
    harness.disk.faults.clear()
    await (await harness.open()).close() // and it lets go of the lock
  }
})

test('does not go on in the newest segment when it cannot be synced at start', async () => {
  const harness = createHarness()
  const first = await harness.open()
  await first.append(text('old'))
  await first.close()
  harness.disk.faults.add({ operation: 'sync', path: /segment1$/, code: 'EIO' })
  const spool = await harness.open()
  await spool.append(text('new'))
  expect(harness.disk.list('.segment1')).toHaveLength(2)
  expect((await readAll(spool)).map(textOf)).toEqual(['old', 'new'])
  await spool.close()
})

test('tries again to free a segment that could not be freed', async () => {
  const harness = createHarness()
  const spool = await harness.open()
  for (let index = 0; index < 6; index += 1) await spool.append(kilobyte(index))
  await readAll(spool)
  harness.disk.faults.add({ operation: 'rename', path: /spare$/, code: 'EIO' })
  spool.confirm(3)
  await until(() => harness.problems.length === 1)
  expect(harness.problems).toMatchObject([{ kind: 'free_failed' }])
  spool.confirm(4)
  await until(() => spool.stats().segments === 1)
  await spool.close()
})

test('tries a full disk again at once when the clock was set back', async () => {
  const harness = createHarness({ reserveRatio: 0 })
  const spool = await harness.open()
  harness.disk.capacityBytes = harness.disk.usedBytes
  await outcomes([0, 1, 2, 3].map((value) => spool.append(kilobyte(value))))
  harness.disk.capacityBytes = Number.POSITIVE_INFINITY
  expect(await outcomes([spool.append(kilobyte(4))])).toEqual(['full'])
  harness.clock.time -= 86_400_000
  expect(await outcomes([spool.append(kilobyte(4))])).toEqual([4])
  await spool.close()
})
