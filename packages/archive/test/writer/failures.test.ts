import { dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { linesOf } from '../support/lines.ts'
import { until, watch } from '../support/until.ts'
import { createWriterRig } from '../support/writer-rig.ts'

const how = { arrivedAt: new Date('2026-11-21T01:30:00Z') }
const fullDisk = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })

test('tries again under the same name until the file is stored, and says what is wrong once', async () => {
  const rig = createWriterRig()
  rig.failing = () => fullDisk
  const append = rig.writer.append('events', linesOf(3), how)
  rig.clock.advance(300_000)
  for (let attempts = 1; attempts <= 3; attempts++) {
    await until(() => rig.writer.stats().failures === attempts && rig.clock.pending() === 1)
    if (attempts === 3) rig.failing = undefined
    rig.clock.advance(15_000)
  }
  await append
  expect(rig.files().map(({ seqs }) => seqs)).toEqual([[0, 1, 2]])
  expect(rig.problems).toEqual(['cannot write events in memory: the disk is full', undefined])
  expect(rig.writer.stats()).toMatchObject({ bufferedBytes: 0, problem: undefined })
})

test('waits longer with every attempt, up to fifteen seconds', async () => {
  const rig = createWriterRig()
  rig.failing = () => fullDisk
  void rig.writer.append('events', linesOf(1), how).catch(() => {})
  void rig.writer.flush()
  for (const [attempt, waitMs] of [
    100, 200, 400, 800, 1600, 3200, 6400, 12_800, 15_000,
  ].entries()) {
    await until(() => rig.writer.stats().failures === attempt + 1 && rig.clock.pending() === 1)
    rig.clock.advance(waitMs - 1)
    expect(rig.clock.pending()).toBe(1)
    rig.clock.advance(1)
    expect(rig.clock.pending()).toBe(0)
  }
})

test('goes on with events while rejected ones cannot be written', async () => {
  const rig = createWriterRig({ fileBytes: 100 })
  rig.failing = (path) => (path.startsWith('rejected/') ? fullDisk : undefined)
  for (let seq = 0; seq < 4; seq++) {
    void rig.writer.append('rejected', linesOf(1, seq, 100), how).catch(() => {})
  }
  await until(() => rig.writer.stats().failures === 1)
  for (let seq = 0; seq < 4; seq++) await rig.writer.append('events', linesOf(1, seq, 100), how)
  expect(rig.files()).toHaveLength(4)
  expect(rig.problems).toEqual(['cannot write rejected in memory: the disk is full'])
})

test('forgets lines that are given up before their file is begun', async () => {
  const rig = createWriterRig()
  const giveUp = new AbortController()
  const reason = new Error('given up')
  const first = rig.writer.append('events', linesOf(1, 1), { ...how, signal: giveUp.signal })
  const second = rig.writer.append('events', linesOf(1, 2), how)
  giveUp.abort(reason)
  await expect(first).rejects.toBe(reason)
  await rig.writer.flush()
  await second
  expect(rig.files().map(({ seqs }) => seqs)).toEqual([[2]])
})

test('writes no file when everything in it is given up', async () => {
  const rig = createWriterRig()
  const giveUp = new AbortController()
  const append = rig.writer.append('events', linesOf(1), { ...how, signal: giveUp.signal })
  giveUp.abort(new Error('given up'))
  await expect(append).rejects.toThrow('given up')
  await rig.writer.flush()
  rig.clock.advance(300_000)
  expect([rig.commits(), rig.files(), rig.writer.stats().bufferedBytes]).toEqual([0, [], 0])
})

test('leaves out what was given up when it has to write a file again', async () => {
  const rig = createWriterRig()
  rig.failing = () => fullDisk
  const giveUp = new AbortController()
  const first = rig.writer.append('events', linesOf(1, 1), { ...how, signal: giveUp.signal })
  const second = rig.writer.append('events', linesOf(1, 2), how)
  rig.clock.advance(300_000)
  await until(() => rig.clock.pending() === 1)
  giveUp.abort(new Error('given up'))
  await expect(first).rejects.toThrow('given up')
  rig.failing = undefined
  rig.clock.advance(15_000)
  await second
  expect(rig.files().map(({ seqs }) => seqs)).toEqual([[2]])
  expect(rig.writer.stats().bufferedBytes).toBe(0)
})

test('complains no more when everybody has given up what could not be written', async () => {
  const rig = createWriterRig()
  rig.failing = () => fullDisk
  const giveUp = new AbortController()
  const append = rig.writer.append('events', linesOf(1), { ...how, signal: giveUp.signal })
  rig.clock.advance(300_000)
  await until(() => rig.clock.pending() === 1)
  giveUp.abort(new Error('given up'))
  await expect(append).rejects.toThrow('given up')
  rig.clock.advance(15_000)
  await until(() => rig.writer.stats().bufferedBytes === 0)
  expect(rig.problems).toEqual(['cannot write events in memory: the disk is full', undefined])
  expect(rig.commits()).toBe(1)
})

test('refuses what is given up already', async () => {
  const rig = createWriterRig()
  const reason = new Error('given up')
  const signal = AbortSignal.abort(reason)
  await expect(rig.writer.append('events', linesOf(1), { ...how, signal })).rejects.toBe(reason)
  expect(rig.writer.stats().bufferedBytes).toBe(0)
})

test('rejects what is not stored when it is closed, and waits for what is under way', async () => {
  const rig = createWriterRig({ fileBytes: 100, maxBufferedBytes: 400 })
  const gate = Promise.withResolvers<void>()
  rig.gate = gate.promise
  const appends = [0, 1, 2, 3, 4].map((seq) =>
    rig.writer.append('events', linesOf(1, seq, 100), how),
  )
  const settled = Promise.allSettled(appends)
  await until(() => rig.commits() === 1)
  const closed = rig.writer.close()
  const isClosed = watch(closed)
  // Whatever does not wait is through by then.
  await setImmediate()
  expect(isClosed()).toBe(false)
  gate.resolve()
  await closed
  const [first, ...others] = await settled
  expect(first?.status).toBe('fulfilled')
  expect(others.map((each) => each.status === 'rejected' && String(each.reason))).toEqual(
    Array.from({ length: 4 }, () => 'WriterClosedError: the archive writer is closed'),
  )
  expect(rig.files().map(({ seqs }) => seqs)).toEqual([[0]])
  await expect(rig.writer.append('events', linesOf(1), how)).rejects.toThrow('writer is closed')
  await rig.writer.close()
  expect(rig.clock.pending()).toBe(0)
})

test('ends a pause between attempts when it is closed', async () => {
  const rig = createWriterRig()
  rig.failing = () => fullDisk
  const append = rig.writer.append('events', linesOf(1), how)
  rig.clock.advance(300_000)
  await until(() => rig.clock.pending() === 1)
  await Promise.all([rig.writer.close(), expect(append).rejects.toThrow('writer is closed')])
  expect(rig.problems).toEqual(['cannot write events in memory: the disk is full'])
  expect(rig.clock.pending()).toBe(0)
})

test('gives every file of an hour a partition of its own name', async () => {
  const rig = createWriterRig({ fileBytes: 1 })
  await Promise.all([0, 1, 2].map((seq) => rig.writer.append('events', linesOf(1, seq), how)))
  const paths = rig.files().map(({ path }) => path)
  expect(new Set(paths).size).toBe(3)
  expect(new Set(paths.map((path) => dirname(path))).size).toBe(1)
})
