import { expect, test } from 'vitest'
import { outageResult, type OutageRun, type Phase } from '../../outage/outage-result.ts'
import type { Look } from '../../outage/watch.ts'
import { isGood, missedAims } from '../../report/result.ts'

const most = 40_000

const look = (atSeconds: number, accepted: number, delivered: number): Look => ({
  atMs: atSeconds * 1000,
  accepted,
  delivered,
  spoolMiB: 0,
  rssMiB: 0,
})

/** So many seconds at a rate, with so many events behind at their beginning. */
const phase = (behind: number, comes: number, goes: number): Phase => ({
  first: look(0, behind, 0),
  last: look(30, behind + comes * 30, goes * 30),
})

const run: OutageRun = {
  most,
  outageSeconds: 60,
  backlog: 60 * most,
  full: phase(60 * most, most, most * 4),
  third: phase(20 * most, most / 3, most * 2),
  peakMiB: 227,
  refusals: 'none',
}

test('is good when memory is small, and three are delivered for each that comes', () => {
  expect(isGood(outageResult(run))).toBe(true)
})

test('catches up too slowly at full load, however fast a third of the load makes it', () => {
  const slow = outageResult({ ...run, full: phase(60 * most, most, most * 1.1) })
  expect(missedAims(slow).map(({ subject }) => subject.name)).toEqual(['at full load'])
})

test('says nothing of a third of the load when there was nothing left to catch up with', () => {
  const soon = outageResult({ ...run, third: phase(9 * most, most / 3, most) })
  expect(soon.measures[1]?.subjects.map(({ name }) => name)).toEqual(['at full load'])
  expect(isGood(soon)).toBe(true)
})

test.each([
  { peakMiB: 286, good: true },
  { peakMiB: 287, good: false },
])('holds $peakMiB MiB against 300 MB', ({ peakMiB, good }) => {
  expect(isGood(outageResult({ ...run, peakMiB }))).toBe(good)
})

test('fails when a request was refused', () => {
  expect(isGood(outageResult({ ...run, refusals: '3 × 503 busy' }))).toBe(false)
})
