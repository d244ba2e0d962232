import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isHarmless, withoutEvent } from '../../src/reader/harmless-line.ts'

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

test('takes any well-formed text for harmless', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
      expect(isHarmless(JSON.stringify(value))).toBe(true)
    }),
  )
})

test.each([
  ['half of a surrogate pair', String.raw`{"a":"\ud83d"}`],
  ['the other half', String.raw`{"a":"\ude00"}`],
  ['halves that are apart', String.raw`{"a":"\ud83d-\ude00"}`],
  ['two first halves', String.raw`{"a":"\ud83d\ud83d"}`],
  ['a half before another escape', String.raw`{"a":"\ud83d\n"}`],
  ['too many levels', `{"event":${nested(500)}}`],
])('takes %s for harmful', (_name, line) => {
  expect(isHarmless(line)).toBe(false)
})

test.each([
  ['a whole pair', String.raw`{"a":"\ud83d\ude00 \uD83D\uDE00"}`],
  ['what only looks like a half', String.raw`{"a":"\\ud83d"}`],
  ['many levels, but not too many', `{"event":${nested(499)}}`],
  ['brackets in a text', JSON.stringify({ a: `"${'['.repeat(600)}\\` })],
])('takes %s for harmless', (_name, line) => {
  expect(isHarmless(line)).toBe(true)
})

test('keeps the rest of a record whose event cannot be shown', () => {
  const line = `{"code":"schema","event":${nested(100_000)}}`
  expect(withoutEvent(line)).toBe('{"code":"schema","event":null}')
})

test('keeps nothing of what is no record, or harmful elsewhere', () => {
  expect(withoutEvent(nested(600))).toBeUndefined()
  expect(withoutEvent('{"event"')).toBeUndefined()
  expect(withoutEvent(`{"code":${nested(600)},"event":1}`)).toBeUndefined()
})
