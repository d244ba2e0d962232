import { expect, test } from 'vitest'
import { createHarness, readAll, segmentBytes, until } from './harness.ts'
import { wholly } from './survival.ts'

/** A spool of `count` records of a kilobyte, opened again on a disk without a byte to spare. */
async function onFullDisk(count: number, { isCheckpointGone }: { isCheckpointGone: boolean }) {
  const harness = createHarness({ maxBytes: 4 * segmentBytes, reserveRatio: 0 })
  const first = await harness.open()
  for (let index = 0; index < count; index += 1) await first.append(Buffer.alloc(1000, index))
  await first.close()
  for (const spare of harness.disk.list('.spare')) harness.disk.delete(spare)
  if (isCheckpointGone) harness.disk.delete('/spool/checkpoint')
  harness.disk.capacityBytes = harness.disk.usedBytes
  return { ...harness, spool: await harness.open() }
}

for (const isCheckpointGone of [false, true]) {
  const which = isCheckpointGone ? 'without' : 'with'
  test(`gives its own space back on a full disk ${which} a checkpoint`, async () => {
    const { spool, open, disk } = await onFullDisk(12, { isCheckpointGone })
    expect(await readAll(spool)).toHaveLength(12)
    spool.confirm(12)
    await spool.drained()
    expect(spool.stats()).toMatchObject({ bytes: 0, confirmed: 12 })
    for (let index = 0; index < 6; index += 1) await spool.append(Buffer.alloc(1000))
    expect(disk.usedBytes).toBeLessThanOrEqual(disk.capacityBytes)
    await spool.close()

    const reopened = await open()
    expect((await readAll(reopened)).map(({ position }) => position)).toEqual([
      13, 14, 15, 16, 17, 18,
    ])
    await reopened.close()
  })
}

test('frees later what could not be freed when the last record was confirmed', async () => {
  const harness = createHarness({ maxBytes: 2 * segmentBytes, reserveRatio: 0 })
  const spool = await harness.open()
  for (let index = 0; index < 6; index += 1) await spool.append(Buffer.alloc(1000, index))
  await readAll(spool)
  harness.disk.faults.add({ operation: 'rename', path: /spare$/, code: 'EIO' })
  spool.confirm(6)
  await spool.drained()
  expect(spool.stats()).toMatchObject({ segments: 2, bytes: 0 })
  // Both files are taken, and nothing will be confirmed that could free one.
  await expect(spool.append(Buffer.alloc(1000))).rejects.toMatchObject({ code: 'full' })
  await until(() => spool.stats().spareSegments === 1)
  expect(await spool.append(Buffer.alloc(1000))).toBe(7)
  await spool.close()
})

test('counts nothing as lost that was delivered when no checkpoint fitted on the disk', async () => {
  const { spool, open, disk, problems } = await onFullDisk(12, { isCheckpointGone: false })
  await readAll(spool)
  disk.faults.add({ operation: 'write', path: /checkpoint$/, code: 'EIO' })
  spool.confirm(3)
  await until(() => problems.length > 0)
  spool.confirm(5)
  // The first segment goes before there is a checkpoint that covers it.
  await until(() => disk.list('.segment1').length === 3)
  await until(() => disk.list('/checkpoint').length === 1)
  disk.crash(wholly, Number.POSITIVE_INFINITY)
  const recovered = await open()
  const positions = (await readAll(recovered)).map(({ position }) => position)
  expect(positions).toEqual([6, 7, 8, 9, 10, 11, 12])
  expect(recovered.stats().skippedRecords).toBe(0)
  await recovered.close()
})
