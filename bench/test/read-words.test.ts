import { expect, test } from 'vitest'
import { readWords } from '../read-words.ts'

const known = ['schema', 'gateway']

test('runs everything when nothing is named', () => {
  expect(readWords([], known)).toMatchObject({ names: known, isQuick: false, isWriting: false })
})

test('runs what is named, after the separator that pnpm hands on as well', () => {
  expect(readWords(['--', 'gateway', '--write'], known)).toMatchObject({
    names: ['gateway'],
    isWriting: true,
  })
})

test('takes Chromium alone unless all engines are asked for', () => {
  expect(readWords([], known).isAllEngines).toBe(false)
  expect(readWords(['--all-engines'], known).isAllEngines).toBe(true)
})

test('writes the page anew without measuring', () => {
  expect(readWords(['--page'], known)).toMatchObject({ isPage: true, isWriting: false })
})

test.each([
  [['sdk'], 'there is no "sdk"; there is schema, gateway'],
  [['--quick', '--write'], '--quick only shows that it works'],
  [['--fast'], "Unknown option '--fast'"],
])('refuses %j in one line', (words, message) => {
  expect(() => readWords(words, known)).toThrow(message)
})
