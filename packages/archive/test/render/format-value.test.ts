import { expect, test } from 'vitest'
import { formatShare, formatValue } from '../../src/render/format-value.ts'

test.each([
  [1_234_567, 'count', '1,234,567'],
  [0, 'share', '0 %'],
  [0.1234, 'share', '12.3 %'],
  [1, 'share', '100 %'],
  [850, 'duration', '850 ms'],
  [12_345, 'duration', '12.3 s'],
  [59_960, 'duration', '1 min 00 s'],
  [3_599_400, 'duration', '59 min 59 s'],
  [3_723_000, 'duration', '1 h 02 min'],
  [3.4903, 'decimal', '3.49'],
  [0.14932, 'decimal', '0.1493'],
  ['/a', 'text', '/a'],
  [null, 'share', '–'],
] as const)('writes %s as a %s: %s', (value, kind, text) => {
  expect(formatValue(value, kind)).toBe(text)
})

test('never says that something is complete when it is not', () => {
  expect(formatShare(0.9951)).toBe('99.51 %')
  expect(formatShare(0.99995)).toBe('under 100 %')
  expect(formatShare(0.999_999_999)).toBe('under 100 %')
})
