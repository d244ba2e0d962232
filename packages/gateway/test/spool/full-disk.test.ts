import { expect, test } from 'vitest'
import { createHarness, readAll, segmentBytes } from './harness.ts'

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
  const harness = createHarness({ maxBytes: 2 * segmentBytes, reserveRatio: 0.5 })
  const spool = await harness.open()
  for (let index = 0; index < 3; index += 1) await spool.append(Buffer.alloc(1000, index))
  await readAll(spool)
  harness.disk.faults.add({ operation: 'rename', path: /spare$/, code: 'EIO', times: 2 })
  spool.confirm(3)
  await spool.drained()
  for (let index = 0; index < 20; index += 1) {
    await spool.append(Buffer.alloc(1000, index))
    spool.confirm((await spool.read(1)).at(-1)?.position ?? 0)
    await spool.drained()
  }
  expect(spool.stats()).toMatchObject({ appended: 23, confirmed: 23, bytes: 0 })
  await spool.close()
})
