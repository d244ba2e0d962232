import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StoredRecord } from '../../src/collector/collector.ts'
import { judge } from '../../src/delivery/ledger.ts'

/** A record of the n-th step, by the instance that counted it as its seq-th event. */
const step = (n: number, also: Partial<StoredRecord> = {}): StoredRecord => ({
  event_id: `event-${n}`,
  event_type: 'matrix_step',
  page_host: 'shop.localhost',
  instance_id: 'a',
  seq: n,
  properties: { n },
  ...also,
})
const clean = { lost: [], duplicates: 0, mostCopies: 1, strays: [], gaps: [] }

test('finds nothing wrong with what is stored once', () => {
  expect(judge([0, 1, 2], [step(2), step(0), step(1)])).toEqual(clean)
})
test('names what is lost', () => {
  expect(judge([0, 1, 2], [step(0), step(2)])).toEqual({ ...clean, lost: [1], gaps: ['a: 1'] })
})
test('counts copies under the same id, whatever their type', () => {
  const view = step(1, { event_type: 'page_view', properties: {} })
  expect(judge([0], [step(0), step(0), view, view, view])).toEqual({
    ...clean,
    duplicates: 3,
    mostCopies: 3,
  })
})
test('tells a copy under another id from a duplicate', () => {
  const other = step(0, { event_id: 'other' })
  expect(judge([0], [step(0), other])).toEqual({ ...clean, strays: [0] })
})
test('finds what nobody has tracked', () => {
  expect(judge([0], [step(0), step(1)])).toEqual({ ...clean, strays: [1] })
})
test('finds a lost tail by what the next instance says of it', () => {
  const next = step(1, {
    instance_id: 'b',
    seq: 0,
    previous_instance: { instance_id: 'a', last_seq: 2 },
  })
  expect(judge([0, 1], [step(0), next])).toEqual({ ...clean, gaps: ['a: 1', 'a: 2'] })
})
test('agrees with the plain reading, whatever is lost and repeated', () => {
  const scene = fc.record({
    count: fc.integer({ min: 1, max: 30 }),
    stored: fc.array(fc.nat(29), { maxLength: 60 }),
  })
  fc.assert(
    fc.property(scene, ({ count, stored }) => {
      const tracked = Array.from({ length: count }, (_, n) => n)
      const arrived = stored.filter((n) => n < count)
      const { lost, duplicates, strays } = judge(
        tracked,
        arrived.map((n) => step(n)),
      )
      expect(lost).toEqual(tracked.filter((n) => !arrived.includes(n)))
      expect(duplicates).toBe(arrived.length - new Set(arrived).size)
      expect(strays).toEqual([])
    }),
  )
})
