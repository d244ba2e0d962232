import { expect, test } from 'vitest'
import { compareFields } from '../../src/state/compare-fields.ts'

test('says of each field what the gateway did to it', () => {
  const raw = { event_id: 'e', timestamp: 'then', user_id: 'u', properties: { a: 1 } }
  const stored = { event_id: 'e', timestamp: 'now', properties: { a: 1 }, country: 'DE' }
  const found = compareFields(raw, stored).map(({ name, change }) => [name, change])
  expect(found).toEqual([
    ['event_id', 'same'],
    ['timestamp', 'changed'],
    ['properties', 'same'],
    ['country', 'added'],
    ['user_id', 'removed'],
  ])
})

test('takes no field from what every object has', () => {
  const raw = JSON.parse('{"__proto__": 1, "constructor": 2}') as Record<string, unknown>
  expect(compareFields(raw, {})).toEqual([
    { name: '__proto__', raw: 1, stored: undefined, change: 'removed' },
    { name: 'constructor', raw: 2, stored: undefined, change: 'removed' },
  ])
})
