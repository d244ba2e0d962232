import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hrefOf, parsePlace, viewNames } from '../../src/state/view.ts'

test('finds its way back from any address it makes', () => {
  const word = fc.string({ minLength: 1, unit: 'grapheme' })
  fc.assert(
    fc.property(fc.constantFrom(...viewNames), fc.array(word), (view, words) => {
      expect(parsePlace(hrefOf(view, ...words))).toEqual({ view, words })
    }),
  )
})

test.each(['', '#', '#/', '#/nowhere', '#/%'])('begins with what is live at %j', (hash) => {
  expect(parsePlace(hash).view).toBe('live')
})
