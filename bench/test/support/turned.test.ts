import fc from 'fast-check'
import { expect, test } from 'vitest'
import { turned } from '../../support/turned.ts'

test('begins as it was written down, and is turned by one in each round', () => {
  const rounds = [0, 1, 2, 3].map((round) => turned(['floor', 'ours', 'theirs'], round).join(' '))
  expect(rounds).toEqual([
    'floor ours theirs',
    'ours theirs floor',
    'theirs floor ours',
    'floor ours theirs',
  ])
})

test('has everybody in each round, and each in each place once in as many rounds', () => {
  const lists = fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(lists, (list) => {
      const all = new Set(list)
      const rounds = list.map((_each, round) => turned(list, round))
      for (const round of rounds) expect(new Set(round)).toEqual(all)
      for (const place of list.keys())
        expect(new Set(rounds.map((round) => round[place]))).toEqual(all)
    }),
  )
})
