import { expect, test } from 'vitest'
import { createHarness, readAll, segmentBytes, text, textOf, until } from './harness.ts'
import { type Survival, upTo, wholly } from './survival.ts'

/** Crashes while a group of three is under way behind two acknowledged records. */
async function crashInGroup(survival: Survival) {
  const harness = createHarness()
  const spool = await harness.open()
  await spool.append(text('kept 1'))
  await spool.append(text('kept 2'))
  harness.disk.hold()
  const answers: string[] = []
  for (const word of ['torn 1', 'torn 2', 'torn 3']) {
    const note = (answer: string) => () => void answers.push(answer)
    spool.append(text(word)).then(note('kept'), note('refused'))
  }
  await until(() => harness.disk.underWay === 1)
  harness.disk.crash(survival)

  const recovered = await harness.open()
  const texts = (await readAll(recovered)).map(textOf)
  await recovered.append(text('after'))
  const last = (await readAll(recovered)).map(textOf)
  const stats = recovered.stats()
  await recovered.close()
  return { ...harness, answers, texts, last, stats }
}

const groupBytes = 3 * 40 + 32

test('keeps what was acknowledged when a write is torn after any number of bytes', async () => {
  for (let count = 0; count <= groupBytes; count += 1) {
    const { texts, last, answers, stats } = await crashInGroup(upTo(count))
    const whole = ['torn 1', 'torn 2', 'torn 3'].slice(0, Math.floor((count + 2) / 40))
    expect(texts, `${count} bytes`).toEqual(['kept 1', 'kept 2', ...whole])
    expect(last).toEqual(['after'])
    expect(answers).toEqual([])
    expect(stats.skippedRecords).toBe(0)
    // Between none and all of the bytes the log does not end as a finished write does.
    expect(stats.tornTails, `${count} bytes`).toBe(count === 0 || count >= groupBytes ? 0 : 1)
  }
})

test('finds the intact records behind a hole that a write left', async () => {
  const survival: Survival = (bytes) => [[40, bytes.length]]
  const { texts, last, problems, stats } = await crashInGroup(survival)
  expect(texts).toEqual(['kept 1', 'kept 2', 'torn 2', 'torn 3'])
  expect(last).toEqual(['after'])
  expect(stats.skippedRecords).toBe(1)
  expect(problems).toMatchObject([{ kind: 'records_lost', offset: 112, records: 1 }])
})

test('delivers a write that was whole on the disk though nobody was told', async () => {
  const { texts, stats } = await crashInGroup(wholly)
  expect(texts).toEqual(['kept 1', 'kept 2', 'torn 1', 'torn 2', 'torn 3'])
  expect(stats).toMatchObject({ skippedRecords: 0, tornTails: 0 })
})

test('writes behind a torn tail only in another segment', async () => {
  const { disk } = await crashInGroup(upTo(50))
  expect(disk.list('.segment1')).toHaveLength(2)
})

test('goes on in the same segment when the log ends cleanly', async () => {
  const harness = createHarness()
  for (let round = 0; round < 5; round += 1) {
    const spool = await harness.open()
    await spool.append(text(`round ${round}`))
    await spool.close()
  }
  expect(harness.disk.list('.segment1')).toHaveLength(1)
  const spool = await harness.open()
  expect((await readAll(spool)).map(textOf)).toEqual(
    [0, 1, 2, 3, 4].map((round) => `round ${round}`),
  )
  await spool.close()
})

test('keeps everything when the crash comes while a new segment is put in place', async () => {
  for (let renames = 0; renames <= 3; renames += 1) {
    const harness = createHarness()
    const spool = await harness.open()
    for (let index = 0; index < 3; index += 1) await spool.append(Buffer.alloc(1000, index))
    harness.disk.faults.add({ operation: 'syncDirectory', path: /spool/, code: 'EIO' })
    await expect(spool.append(Buffer.alloc(1000, 3))).rejects.toMatchObject({ code: 'failed' })
    harness.disk.crash(wholly, renames)
    const recovered = await harness.open()
    const entries = await readAll(recovered)
    expect(entries.map(({ payload }) => payload[0])).toEqual([0, 1, 2])
    expect(recovered.stats()).toMatchObject({ skippedRecords: 0, tornTails: 0 })
    await recovered.close()
  }
})

test('never brings back records of a segment file used before', async () => {
  const harness = createHarness({ maxBytes: 2 * segmentBytes, reserveRatio: 0 })
  const spool = await harness.open()
  // Same sizes every time, so that old records stand exactly where new ones could be.
  for (let index = 0; index < 30; index += 1) {
    await spool.append(Buffer.from(`record ${String(index).padStart(900, ' ')}`))
    const entries = await spool.read(1)
    spool.confirm(entries[0]?.position ?? 0)
  }
  await spool.drained()
  await spool.close()
  const files = [...harness.disk.list('.segment1'), ...harness.disk.list('.spare')]
  expect(files).toHaveLength(2)
  harness.disk.delete('/spool/checkpoint')

  const recovered = await harness.open()
  const positions = (await readAll(recovered)).map(({ position }) => position)
  expect(positions.length).toBeLessThan(5)
  expect(positions).toEqual([27, 28, 29, 30].slice(-positions.length))
  expect(recovered.stats().skippedRecords).toBe(0)
  await recovered.close()
})
