import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mask } from '../../src/capture/mask.ts'

test.each([
  ['Add to cart', 'Add to cart'],
  ['  Add\n\t to   cart ', 'Add to cart'],
  ['Buy 2 for €1,299.00', 'Buy 2 for €1,299.00'],
  ['Order 123456', 'Order 123456'],
  ['2026-11-21', '2026-11-21'],
  ['1 299 000', '1 299 000'],
  ['Follow @weir', 'Follow @weir'],
  ['joe@example.com', '***'],
  ['Mail joe.doe+x@example.co.uk now', 'Mail *** now'],
  ['<Joe@Example.COM>', '***'],
  ['(joe@example.com), (jane@example.com)', '*** ***'],
  ['4111111111111111', '***'],
  ['4111 1111 1111 1111', '***'],
  ['4111-1111-1111-1111', '***'],
  ['4111 - 1111 - 1111 - 1111', '***'],
  ['3782 822463 10005', '***'],
  ['Pay 4111 1111 1111 1111 12/29', 'Pay ***/29'],
  ['2 4111 1111 1111 1111', '***'],
  ['4111\u00a01111\u00a01111\u00a01111', '***'],
  ['Card4111111111111111', 'Card***'],
  ['123-45-6789', '***'],
  ['DE89 3704 0044 0532 0130 00', 'DE***'],
  ['Order 1234567', 'Order ***'],
])('makes of %j %j', (text, masked) => {
  expect(mask(text)).toBe(masked)
})

test.each(['', '  \n ', null, undefined])('has nothing to tell of %j', (text) => {
  expect(mask(text)).toBeUndefined()
})

const checkDigit = (digits: readonly number[]): number => {
  const sum = digits.toReversed().reduce((total, digit, at) => {
    const twice = digit * 2
    return total + (at % 2 === 1 ? digit : twice > 9 ? twice - 9 : twice)
  }, 0)
  return (10 - (sum % 10)) % 10
}

/** Numbers that pass the check of payment cards, grouped in any way that is printed or typed. */
const cards = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 18 })
  .map((digits) => [...digits, checkDigit(digits)].join(''))
const grouped = fc
  .tuple(
    cards,
    fc.constantFrom('', ' ', '-', '.', ' - ', '\u00a0', '\n'),
    fc.integer({ min: 2, max: 6 }),
  )
  .map(([card, between, size]) => card.match(new RegExp(`.{1,${size}}`, 'g'))?.join(between) ?? '')

test('leaves no payment card readable, however it is grouped and whatever stands beside it', () => {
  const words = fc.stringMatching(/^[a-z0-9 .,/:-]{0,20}$/)
  fc.assert(
    fc.property(words, grouped, words, (before, card, after) => {
      const text = mask(`${before} ${card} ${after}`) ?? ''
      return !text.replace(/\D/g, '').includes(card.replace(/\D/g, ''))
    }),
  )
})

test('leaves no e-mail address readable', () => {
  fc.assert(
    fc.property(fc.string(), fc.emailAddress(), fc.string(), (before, address, after) => {
      return !mask(`${before} ${address} ${after}`)?.includes(address)
    }),
  )
})

test('gives at most so many characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(200), (text, maxLength) => {
      return (mask(text, maxLength) ?? '').length <= maxLength
    }),
  )
})

test('reads no further than two thousand characters', () => {
  expect(mask(`${' '.repeat(1999)}xy`)).toBe('x')
})
