import { expect, test } from 'vitest'
import { createAgeMarks } from '../../src/spool/age-marks.ts'

const stepMs = 7
const dayMs = 86_400_000

/** The age that is told of each hundredth record, beside the true one, when all of them wait. */
function agesOf(records: number): { told: number; real: number }[] {
  const marks = createAgeMarks()
  const appendedAt = (sequence: number): number => sequence * stepMs
  for (let sequence = 1; sequence <= records; sequence += 1) {
    marks.note(sequence, appendedAt(sequence))
  }
  const now = appendedAt(records)
  const ages: { told: number; real: number }[] = []
  for (let first = 1; first <= records; first += 100) {
    const told = now - (marks.oldestBehind(first - 1) ?? Number.NaN)
    ages.push({ told, real: now - appendedAt(first) })
  }
  return ages
}

test.each([10, 1000, 100_000, 1_000_000])(
  'tells the age of the oldest of %i records',
  (records) => {
    for (const { told, real } of agesOf(records)) {
      expect(told).toBeGreaterThanOrEqual(real)
      expect(told - real).toBeLessThanOrEqual(Math.max(50, real / 20))
    }
  },
)

test('keeps an age when the clock jumps to and fro', () => {
  const marks = createAgeMarks()
  for (let sequence = 1; sequence <= 100_000; sequence += 1) {
    marks.note(sequence, sequence + (sequence % 2) * dayMs)
  }
  expect(marks.oldestBehind(0)).toBe(1 + dayMs)
})
