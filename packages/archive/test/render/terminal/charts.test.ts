import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bar, partWidths, sparkline } from '../../../src/render/terminal/charts.ts'

test('draws bars to an eighth of a column, and something for what is not nothing', () => {
  expect(bar(1, 1, 4)).toBe('████')
  expect(bar(1, 2, 3)).toBe('█▌')
  expect(bar(1, 1_000_000, 10)).toBe('▏')
  expect(bar(0, 10, 10)).toBe('')
  expect(bar(0, 0, 10)).toBe('')
})

test('gives each part of one its columns, all of them together the whole width', () => {
  expect(partWidths([0.5, 0.3, 0.2], 10)).toEqual([5, 3, 2])
  fc.assert(
    fc.property(
      fc.array(fc.nat(100), { minLength: 1, maxLength: 6 }).filter((parts) => parts.some(Boolean)),
      fc.integer({ min: 1, max: 80 }),
      (counts, width) => {
        const total = counts.reduce((sum, count) => sum + count, 0)
        const widths = partWidths(
          counts.map((count) => count / total),
          width,
        )
        expect(widths.reduce((sum, each) => sum + each, 0)).toBe(width)
        expect(Math.min(...widths)).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})

test('draws a line from the least to the most, with gaps where nothing is known', () => {
  expect(sparkline([0, 5, 10], 10)).toBe('▁▅█')
  expect(sparkline([3, 3], 10)).toBe('▅▅')
  expect(sparkline([1, null, 2], 10)).toBe('▁ █')
  expect(sparkline([], 10)).toBe('')
})

test('lets neighbours share a column where there are too many', () => {
  expect(sparkline([0, 0, 10, 10, 4, 6], 3)).toBe('▁█▅')
})
