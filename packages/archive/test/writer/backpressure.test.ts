import { expect, test } from 'vitest'
import { linesOf } from '../support/lines.ts'
import { until, watch } from '../support/until.ts'
import { createWriterRig } from '../support/writer-rig.ts'

const how = { arrivedAt: new Date('2026-11-21T01:30:00Z') }
const kilobyte = (seq: number) => linesOf(1, seq, 1000)
const lineBytes = kilobyte(0).bytes.length

test('holds no more than it may, and lets others in as files are stored, first come first served', async () => {
  const rig = createWriterRig({
    fileBytes: lineBytes,
    maxBufferedBytes: 3 * lineBytes,
    maxFiles: 1,
  })
  const gate = Promise.withResolvers<void>()
  rig.gate = gate.promise
  let most = 0
  const appends = Array.from({ length: 9 }, async (_, seq) => {
    await rig.writer.append('events', kilobyte(seq), how)
    most = Math.max(most, rig.writer.stats().bufferedBytes)
  })
  await until(() => rig.commits() === 1)
  expect(rig.writer.stats().bufferedBytes).toBe(3 * lineBytes)
  gate.resolve()
  await Promise.all(appends)
  expect(most).toBeLessThanOrEqual(3 * lineBytes)
  expect(rig.files().flatMap(({ seqs }) => seqs)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
})

test('writes what it holds early when there is no room for more', async () => {
  const rig = createWriterRig({ maxBufferedBytes: 3 * lineBytes })
  const appends = [0, 1, 2, 3, 4].map((seq) => rig.writer.append('events', kilobyte(seq), how))
  await Promise.all(appends.slice(0, 3))
  expect(rig.files().map(({ seqs }) => seqs)).toEqual([[0, 1, 2]])
  await rig.writer.flush()
  await Promise.all(appends)
})

test('takes what is larger than all of its room, alone', async () => {
  const rig = createWriterRig({ maxBufferedBytes: lineBytes })
  const large = linesOf(3, 1, 1000)
  const appends = [kilobyte(0), large, kilobyte(4)].map((lines) =>
    rig.writer.append('events', lines, how),
  )
  const [, , last] = appends
  await appends[1]
  expect(rig.writer.stats().bufferedBytes).toBeLessThanOrEqual(large.bytes.length)
  await rig.writer.flush()
  await last
  expect(rig.files().flatMap(({ seqs }) => seqs)).toEqual([0, 1, 2, 3, 4])
})

test('tells who reads ahead when there is room again', async () => {
  const rig = createWriterRig({ maxBufferedBytes: 2 * lineBytes })
  await rig.writer.room()
  const gate = Promise.withResolvers<void>()
  rig.gate = gate.promise
  const appends = [0, 1, 2].map((seq) => rig.writer.append('events', kilobyte(seq), how))
  const hasRoom = watch(rig.writer.room())
  await until(() => rig.commits() === 1)
  expect(hasRoom()).toBe(false)
  gate.resolve()
  await Promise.all(appends.slice(0, 2))
  await until(hasRoom)
  await rig.writer.flush()
  await Promise.all(appends)
})

test('lets nobody wait for room who has given up', async () => {
  const rig = createWriterRig({ maxBufferedBytes: lineBytes })
  const gate = Promise.withResolvers<void>()
  rig.gate = gate.promise
  const first = rig.writer.append('events', kilobyte(0), how)
  const giveUp = new AbortController()
  const second = rig.writer.append('events', kilobyte(1), { ...how, signal: giveUp.signal })
  const third = rig.writer.append('events', kilobyte(2), how)
  giveUp.abort(new Error('given up'))
  await expect(second).rejects.toThrow('given up')
  gate.resolve()
  await first
  await rig.writer.flush()
  await third
  expect(rig.files().map(({ seqs }) => seqs)).toEqual([[0], [2]])
})

test('leaves the memory of a chunk alone once it is given up, even while its file is written', async () => {
  const rig = createWriterRig()
  const gate = Promise.withResolvers<void>()
  rig.gate = gate.promise
  const giveUp = new AbortController()
  const lines = linesOf(1, 7, 1000)
  const append = rig.writer.append('events', lines, { ...how, signal: giveUp.signal })
  rig.clock.advance(300_000)
  await until(() => rig.commits() === 1)
  giveUp.abort(new Error('given up'))
  await expect(append).rejects.toThrow('given up')
  lines.bytes.fill(0)
  gate.resolve()
  await until(() => rig.stored.length === 1)
  expect(rig.files().map(({ seqs }) => seqs)).toEqual([[7]])
})
