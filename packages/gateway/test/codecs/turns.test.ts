import { expect, test } from 'vitest'
import { createTurns } from '../../src/codecs/turns.ts'

test('runs so much at once, and the rest in the order in which it came', async () => {
  const inTurn = createTurns(2)
  const started: number[] = []
  const work = Array.from({ length: 5 }, () => Promise.withResolvers<number>())
  const ended = work.map(({ promise }, at) =>
    inTurn(() => {
      started.push(at)
      return promise
    }),
  )
  expect(started).toEqual([0, 1])
  work[1]?.resolve(1)
  await ended[1]
  expect(started).toEqual([0, 1, 2])
  work[2]?.reject(new Error('no'))
  await expect(ended[2]).rejects.toThrow('no')
  expect(started).toEqual([0, 1, 2, 3])
  for (const each of work) each.resolve(0)
  expect(await Promise.all([ended[0], ended[3], ended[4]])).toEqual([0, 0, 0])
  expect(started).toEqual([0, 1, 2, 3, 4])
})
