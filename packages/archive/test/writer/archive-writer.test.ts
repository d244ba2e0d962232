import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { linesOf } from '../support/lines.ts'
import { until, watch } from '../support/until.ts'
import { createWriterRig } from '../support/writer-rig.ts'

const at = (time: string) => ({ arrivedAt: new Date(`2026-11-21T${time}Z`) })
const hour = (prefix: string, of: string) => `${prefix}/year=2026/month=11/day=21/hour=${of}`

test('says that lines are stored when their file is, and not before', async () => {
  const rig = createWriterRig()
  const gate = Promise.withResolvers<void>()
  rig.gate = gate.promise
  const append = rig.writer.append('events', linesOf(3), at('01:30:00'))
  const isStored = watch(append)
  rig.clock.advance(300_000)
  await until(() => rig.commits() === 1)
  expect(isStored()).toBe(false)
  expect(rig.writer.stats().bufferedBytes).toBeGreaterThan(0)
  gate.resolve()
  await append
  expect(rig.files()).toEqual([
    { path: expect.stringMatching(/^events\/.*\.json\.gz$/u) as string, seqs: [0, 1, 2] },
  ])
  expect(rig.writer.stats()).toEqual({ bufferedBytes: 0, failures: 0, problem: undefined })
})

test('closes a file by its size, and begins the next', async () => {
  const rig = createWriterRig({ fileBytes: 2000 })
  const appends = [0, 1, 2, 3].map((from) =>
    rig.writer.append('events', linesOf(1, from, 1000), at('01:30:00')),
  )
  await Promise.all(appends)
  expect(rig.files().map(({ seqs }) => seqs)).toEqual([
    [0, 1],
    [2, 3],
  ])
})

test('closes a file by its age', async () => {
  const rig = createWriterRig({ ageMs: 10_000 })
  const append = rig.writer.append('events', linesOf(1), at('01:30:00'))
  rig.clock.advance(9999)
  expect(rig.clock.pending()).toBe(1)
  rig.clock.advance(1)
  await append
  expect(rig.files()).toHaveLength(1)
})

test('closes every file when the hour ends, and puts what arrives then into the next', async () => {
  const rig = createWriterRig({ ageMs: 3_600_000 })
  rig.clock.advance(29 * 60_000 + 59_000) // 01:59:59
  const first = rig.writer.append('events', linesOf(1, 1), at('01:59:59.999'))
  rig.clock.advance(1000)
  await first
  const second = rig.writer.append('events', linesOf(1, 2), at('02:00:00.000'))
  await rig.writer.flush()
  await second
  expect(rig.byPartition()).toEqual({ [hour('events', '01')]: [1], [hour('events', '02')]: [2] })
})

test('takes what arrived hours ago into the hour of its arrival, as one file', async () => {
  const rig = createWriterRig({ ageMs: 60_000 })
  const appends = [0, 1, 2].map((seq) =>
    rig.writer.append('events', linesOf(1, seq), at(`00:15:0${seq}`)),
  )
  rig.clock.advance(60_000)
  await Promise.all(appends)
  expect(rig.files().map(({ seqs }) => seqs)).toEqual([[0, 1, 2]])
  expect(Object.keys(rig.byPartition())).toEqual([hour('events', '00')])
})

test('keeps the prefixes apart', async () => {
  const rig = createWriterRig()
  for (const [seq, prefix] of (
    ['events', 'rejected', 'errors/processing-failed'] as const
  ).entries()) {
    void rig.writer.append(prefix, linesOf(1, seq), at('01:30:00'))
  }
  await rig.writer.flush()
  expect(rig.byPartition()).toEqual({
    [hour('events', '01')]: [0],
    [hour('rejected', '01')]: [1],
    [hour('errors/processing-failed', '01')]: [2],
  })
})

test('writes zstd as well', async () => {
  const rig = createWriterRig({ compression: 'zstd' })
  void rig.writer.append('events', linesOf(1000), at('01:30:00'))
  await rig.writer.flush()
  const [file] = rig.files()
  expect(file?.path).toMatch(/\.json\.zst$/u)
  expect(file?.seqs).toHaveLength(1000)
})

test('stores gzip members as they are, between lines that it compresses itself', async () => {
  const rig = createWriterRig()
  const zipped = (from: number) => ({
    bytes: gzipSync(linesOf(2, from).bytes),
    count: 2,
    encoding: 'gzip' as const,
  })
  const all = [linesOf(1, 0), zipped(1), zipped(3), linesOf(1, 5), linesOf(1, 6), zipped(7)]
  for (const lines of all) void rig.writer.append('events', lines, at('01:30:00'))
  await rig.writer.flush()
  expect(rig.files().map(({ seqs }) => seqs)).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8]])
  expect(rig.stored).toMatchObject([{ lines: 9 }])
})

test('refuses gzip members for a file of zstd, and an arrival of no time', async () => {
  const rig = createWriterRig({ compression: 'zstd' })
  const lines = { ...linesOf(1), encoding: 'gzip' } as const
  await expect(rig.writer.append('events', lines, at('01:30:00'))).rejects.toThrow(
    'lines in gzip do not go into files in zstd',
  )
  const never = rig.writer.append('events', linesOf(1), { arrivedAt: new Date(Number.NaN) })
  await expect(never).rejects.toThrow('no partition for NaN')
  expect(rig.writer.stats().bufferedBytes).toBe(0)
})

test('tells of every file what is in it', async () => {
  const rig = createWriterRig()
  const lines = linesOf(500, 0, 100)
  void rig.writer.append('events', lines, at('01:30:00'))
  await rig.writer.flush()
  const [file] = rig.stored
  expect(file).toMatchObject({ prefix: 'events', lines: 500, bytes: lines.bytes.length })
  expect(file?.storedBytes).toBeGreaterThan(0)
  expect(file?.storedBytes).toBeLessThan(lines.bytes.length / 4)
  expect(rig.files().map(({ path }) => path)).toEqual([file?.path])
})

test('closes the file of a quiet stream when a loud one has moved on far enough', async () => {
  const rig = createWriterRig({ fileBytes: 2000, spanBytes: 8000 })
  const quiet = rig.writer.append('rejected', linesOf(1), at('01:30:00'))
  const isStored = watch(quiet)
  const loud = (seq: number) => rig.writer.append('events', linesOf(2, seq, 1000), at('01:30:00'))
  for (let seq = 0; seq < 3; seq++) await loud(seq)
  expect(isStored()).toBe(false)
  for (let seq = 3; seq < 6; seq++) await loud(seq)
  await quiet
  expect(Object.keys(rig.byPartition())).toContain(hour('rejected', '01'))
})

test('waits for no company once it is told to hurry', async () => {
  const rig = createWriterRig()
  rig.writer.hurry()
  const append = rig.writer.append('events', linesOf(1), at('01:30:00'))
  rig.clock.advance(0)
  await append
  expect(rig.files()).toHaveLength(1)
})
