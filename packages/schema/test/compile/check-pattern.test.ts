import { expect, test } from 'vitest'
import { checkPattern } from '../../src/compile/check-pattern.ts'

test.each([
  '^[a-z]{1,8}$',
  '^(?:[01]\\d|2[0-3]):[0-5]\\d$',
  '^[A-Z]+-\\d+$',
  '^(?:ab)+$',
  '^\\(a+\\)+$',
  '^[(a+)]+$',
  '^a{2}(?:b{3})?$',
  '^(?:(?:a|aa){3}-){3}$',
  '^(?:\\(?a)?$',
  '^(?<year>\\d{4})-?(?:W(?<week>\\d\\d))?$',
  '^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$',
  '^(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$',
  '^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}\\d{1,3}$',
  '^(?:ab){40}$',
  '^\\\\$',
])('takes %s', (pattern) => {
  expect(checkPattern(pattern)).toBeUndefined()
})

test.each([
  ['[a-z]+', 'must hold for the whole text'],
  ['^[a-z]+', 'must hold for the whole text'],
  ['^a|b$', 'must hold for the whole text'],
  ['^a\\$', 'must hold for the whole text'],
  ['^a\\\\\\$', 'must hold for the whole text'],
  ['^(a+)+$', 'would grow without bound'],
  ['^(?:a*)*$', 'would grow without bound'],
  ['^(?:(?:a+)b?)+$', 'would grow without bound'],
  ['^(?:a|aa)+$', 'would grow without bound'],
  ['^(?:a+){2,}$', 'would grow without bound'],
  ['^(?:\\d\\d?,?)*$', 'would grow without bound'],
  ['^(?:a?b?)*$', 'would grow without bound'],
  ['^(?:\\(?a\\(?)*$', 'would grow without bound'],
  ['^(?:(?:ab?)c)+$', 'would grow without bound'],
  ['^(?:a|aa){30}$', 'would grow without bound'],
  ['^(?:a?){30}a{30}$', 'would grow without bound'],
  ['^(?:(?:a?){9}){3}b$', 'would grow without bound'],
  ['^(?:(?:a|aa){3}-){4}$', 'would grow without bound'],
  ['^(a)\\1$', 'may not look around or refer back'],
  ['^(?=a)a$', 'may not look around or refer back'],
  ['^(?<!a)b$', 'may not look around or refer back'],
  ['^(a$', 'is not a regular expression'],
])('refuses %s', (pattern, words) => {
  expect(checkPattern(pattern)).toContain(words)
})
