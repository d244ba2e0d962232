import { expect, test } from 'vitest'
import { fits, noFilter, toQuery } from '../../src/state/live-filter.ts'

const event = { event_type: 'click', anonymous_id: 'v1', session_id: 's1', page_title: 'A Lamp' }

test.each([
  [{}, true],
  [{ type: 'click' }, true],
  [{ type: 'Lamp' }, false],
  [{ visitor: 'v1' }, true],
  [{ visitor: 's1' }, true],
  [{ visitor: 'click' }, false],
  [{ text: 'lamp' }, true],
  [{ text: 'sofa' }, false],
  [{ type: 'click', visitor: 'v2' }, false],
])('finds with %j: %s', (part, isWanted) => {
  expect(fits({ ...noFilter, ...part }, event)).toBe(isWanted)
})

test('looks into anything', () => {
  for (const each of [null, 7, 'v1', [], {}]) {
    expect(fits({ ...noFilter, visitor: 'v1' }, each)).toBe(false)
    expect(fits(noFilter, each)).toBe(true)
  }
})

test('asks the gateway for the same', () => {
  expect(toQuery(noFilter)).toBe('')
  expect(toQuery({ type: 'click', visitor: 'v 1', text: 'a&b' })).toBe(
    '?event_type=click&visitor=v+1&text=a%26b',
  )
})
