import { expect, test } from 'vitest'
import { formatNumber } from '../../report/format-number.ts'

test.each([
  [0, '0'],
  [0.001234, '0.00123'],
  [1, '1'],
  [2.345, '2.35'],
  [99.96, '100'],
  [123.4, '123'],
  [1234.4, '1,234'],
  [1_000_000, '1,000,000'],
  [-2.5, '-2.5'],
  [Number.NaN, '?'],
  [Number.POSITIVE_INFINITY, '?'],
])('writes %d as %s', (value, text) => {
  expect(formatNumber(value)).toBe(text)
})
