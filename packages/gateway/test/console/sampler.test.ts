import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchLines, createMatcher, createSampler } from '../../src/console/sampler.ts'

const line = (fields: object): string => JSON.stringify(fields)

test('gives everything, in order, while there is little', () => {
  const sampler = createSampler({})
  expect(sampler.take()).toBeUndefined()
  sampler.see({ stream: 'events', line: '1' })
  sampler.see({ stream: 'rejected', line: '2' })
  sampler.see({ stream: 'events', line: '3' })
  expect(sampler.take()).toEqual({
    events: { seen: 2, matched: 2, lines: ['1', '3'] },
    rejected: { seen: 1, matched: 1, lines: ['2'] },
  })
  expect(sampler.take()).toBeUndefined()
})

test('counts all of many, and draws some of them in their order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.infiniteStream(fc.double(below1)), (n, by) => {
      const random = () => by.next().value as number
      const sampler = createSampler({}, random)
      for (let at = 0; at < n; at++) sampler.see({ stream: 'events', line: String(at) })
      const { seen, matched, lines } = sampler.take()?.events ?? { lines: [] }
      const numbers = lines.map(Number)
      return (
        seen === n &&
        matched === n &&
        numbers.length === Math.min(n, batchLines) &&
        new Set(numbers).size === numbers.length &&
        numbers.every((each, at) => at === 0 || each > (numbers[at - 1] ?? 0))
      )
    }),
  )
})
const below1 = { min: 0, max: 1, maxExcluded: true, noNaN: true }

test('draws each of them as often as any other', () => {
  const drawn = Array.from({ length: 40 }, () => 0)
  const rounds = 4000
  let state = 1
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  const sampler = createSampler({}, random)
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < 40; at++) sampler.see({ stream: 'events', line: String(at) })
    for (const each of sampler.take()?.events.lines ?? [])
      drawn[Number(each)] = (drawn[Number(each)] ?? 0) + 1
  }
  const expected = (rounds * batchLines) / 40
  for (const count of drawn) expect(Math.abs(count / expected - 1)).toBeLessThan(0.15)
})

test('keeps what it gives small, however large the records are', () => {
  const sampler = createSampler({})
  const large = 'x'.repeat(100_000)
  for (let at = 0; at < 5; at++) sampler.see({ stream: 'rejected', line: large })
  const { rejected } = sampler.take() ?? {}
  expect(rejected?.seen).toBe(5)
  expect(rejected?.lines).toHaveLength(2)
})

test.each([
  [{ type: 'click' }, { event_type: 'click' }, true],
  [{ type: 'click' }, { event_type: 'view', page_title: 'click' }, false],
  [{ visitor: 'v1' }, { anonymous_id: 'v1' }, true],
  [{ visitor: 'v1' }, { session_id: 'v1' }, true],
  [{ visitor: 'v1' }, { user_id: 'v1' }, true],
  [{ visitor: 'v1' }, { page_title: 'v1' }, false],
  [{ text: 'LaMp' }, { page_title: 'A lamp' }, true],
  [{ text: 'lamp' }, { page_title: 'A sofa' }, false],
  [{ type: 'click', text: 'lamp' }, { event_type: 'click', page_title: 'A sofa' }, false],
])('finds with %j in %j: %s', (filter, event, isWanted) => {
  expect(createMatcher(filter)(line(event), 'events')).toBe(isWanted)
  expect(createMatcher(filter)(line({ code: 'schema', event }), 'rejected')).toBe(isWanted)
})

test('looks into a rejected event whatever it is', () => {
  for (const event of [null, 7, 'v1', ['v1'], {}]) {
    expect(createMatcher({ visitor: 'v1' })(line({ event }), 'rejected')).toBe(false)
  }
})
