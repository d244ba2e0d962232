import { expect, test } from 'vitest'
import { createTail, describeRate, maxRows } from '../../src/state/tail.ts'

const clock = () => {
  const at = { ms: 10_000 }
  return { at, now: () => at.ms }
}
const numbers = (from: number, count: number) => Array.from({ length: count }, (_e, n) => from + n)
const items = (tail: ReturnType<typeof createTail<number>>) =>
  tail.rows.value.map(({ item }) => item)

test('shows the newest first, and no more than a page can hold', () => {
  const tail = createTail<number>(clock().now)
  tail.begin(numbers(0, 3))
  tail.add({ matched: 2, records: [3, 4] })
  expect(items(tail)).toEqual([4, 3, 2, 1, 0])
  tail.add({ matched: maxRows, records: numbers(5, maxRows) })
  expect(items(tail)).toEqual(numbers(5, maxRows).toReversed())
  const keys = tail.rows.value.map(({ key }) => key)
  expect(new Set(keys).size).toBe(maxRows)
})

test('leaves the page alone while it is paused, and says what came', () => {
  const tail = createTail<number>(clock().now)
  tail.begin([1])
  tail.isPaused.value = true
  tail.add({ matched: 500, records: [2, 3] })
  expect(items(tail)).toEqual([1])
  expect(tail.missed.value).toBe(500)
  tail.isPaused.value = false
  tail.add({ matched: 1, records: [4] })
  expect(items(tail)).toEqual([4, 1])
  tail.isPaused.value = true
  expect(tail.missed.value).toBe(0)
})

test('knows how much there is a second, and forgets it when it is over', () => {
  const { at, now } = clock()
  const tail = createTail<number>(now)
  for (let n = 0; n < 12; n++) {
    at.ms += 250
    tail.add({ matched: 500, records: numbers(0, 12) })
  }
  expect(tail.rate.value).toEqual({ matched: 2000, shown: 48 })
  at.ms += 5000
  tail.tick()
  expect(tail.rate.value).toEqual({ matched: 0, shown: 0 })
})

test.each([
  [{ matched: 0, shown: 0 }, 'nothing at the moment'],
  [{ matched: 7.5, shown: 7.5 }, 'showing all, 7.5/s'],
  [{ matched: 2013, shown: 50 }, 'showing 50 of 2,013/s'],
  [{ matched: 50, shown: 49 }, 'showing 49 of 50/s'],
])('says of %j: %s', (rate, words) => {
  expect(describeRate(rate)).toBe(words)
})
