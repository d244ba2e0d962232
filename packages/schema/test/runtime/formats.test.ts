import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formats } from '../../src/runtime/formats.ts'
import { isLongerThan, isShorterThan } from '../../src/runtime/text-length.ts'

test('takes every time that JavaScript writes for the years 0 to 9999, and only as it writes it', () => {
  const dates = fc.date({
    min: new Date('0000-01-01T00:00:00.000Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  fc.assert(fc.property(dates, (date) => formats['utc-time'](date.toISOString())))
})

test('takes a time exactly when JavaScript reads and writes it back unchanged', () => {
  const part = (max: number, width: number) =>
    fc.integer({ min: 0, max }).map((n) => String(n).padStart(width, '0'))
  const time = fc
    .tuple(part(9999, 4), part(14, 2), part(33, 2), part(26, 2), part(62, 2), part(62, 2))
    .map(([y, mo, d, h, mi, s]) => `${y}-${mo}-${d}T${h}:${mi}:${s}.123Z`)
  fc.assert(
    fc.property(time, (text) => {
      const date = new Date(text)
      const isReal = !Number.isNaN(date.getTime()) && date.toISOString() === text
      expect([text, formats['utc-time'](text)]).toEqual([text, isReal])
    }),
    { numRuns: 5000 },
  )
})

test('takes no URL that the platform cannot parse', () => {
  const host = fc.string({
    unit: fc.constantFrom(...Array.from('ab1.-xn:@[]%_é/?#\\')),
    maxLength: 14,
  })
  fc.assert(
    fc.property(fc.constantFrom('http://', 'https://', 'HTTPS://'), host, (scheme, rest) => {
      const url = scheme + rest
      const parsed = URL.parse(url)
      const isReal = parsed !== null && /^https?:$/u.test(parsed.protocol) && parsed.hostname !== ''
      return isReal || !formats['http-url'](url)
    }),
    { numRuns: 20_000 },
  )
})

test('takes the URLs that browsers show, in the form in which they show them', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) =>
      formats['http-url'](new URL(url).href),
    ),
    { numRuns: 2000 },
  )
})

test.each([
  'https://a.example',
  'http://localhost:8080/x',
  'https://xn--bcher-kva.example/',
  'https://user:secret@a.example/',
  'https://1.2.3.4/',
  'https://a.example/?q=%20#x',
])('takes %s', (url) => {
  expect(formats['http-url'](url)).toBe(true)
})

test.each([
  'a.example',
  '//a.example/',
  'https:a.example',
  'https:///a.example',
  'https:/\\a.example',
  'https://a.example/\u0000',
  'https://a.example/\tx',
  'https://a.example/\ud800',
  'https://a.example:99999/',
  'ftp://a.example/',
  ' https://a.example/',
  'https://a.example/\n',
])('refuses %j', (url) => {
  expect(formats['http-url'](url)).toBe(false)
})

test('counts characters as a string iterator does', () => {
  const units = fc.constantFrom('a', '\u{1F6D2}', '\ud83d', '\uded2', 'é')
  fc.assert(
    fc.property(fc.string({ unit: units, maxLength: 40 }), (text) => {
      const count = Array.from(text).length
      for (const limit of [count - 1, count, count + 1]) {
        expect(isLongerThan(text, limit)).toBe(count > limit)
        expect(isShorterThan(text, limit)).toBe(count < limit)
      }
    }),
  )
})
