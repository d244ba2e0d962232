import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkJsonBounds, type JsonBounds } from '../../src/runtime/json-bounds.ts'

/** The same rules, written for clarity. */
function isWithin(payload: object, bounds: JsonBounds): boolean {
  const json = JSON.stringify(payload)
  let keys = 0
  let isNamedWell = true
  const depthOf = (node: unknown): number => {
    if (typeof node !== 'object' || node === null) return 0
    if (!Array.isArray(node)) keys += Object.keys(node).length
    isNamedWell &&= !Object.hasOwn(node, '__proto__')
    return 1 + Math.max(0, ...Object.values(node).map(depthOf))
  }
  const depth = depthOf(payload)
  return (
    isNamedWell &&
    Buffer.byteLength(json) <= bounds.maxBytes &&
    depth <= bounds.maxDepth &&
    keys <= bounds.maxKeys
  )
}

test('agrees with a plain reading of the rules on any JSON', () => {
  const bounds = fc.record({
    maxBytes: fc.integer({ min: 2, max: 400 }),
    maxDepth: fc.integer({ min: 1, max: 5 }),
    maxKeys: fc.integer({ min: 0, max: 12 }),
  })
  const payload = fc.dictionary(
    fc.string({ maxLength: 8 }),
    fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' }),
    { maxKeys: 6 },
  )
  let within = 0
  fc.assert(
    fc.property(payload, bounds, (value, limits) => {
      const json = JSON.parse(JSON.stringify(value)) as object
      const expected = isWithin(json, limits)
      within += expected ? 1 : 0
      expect(checkJsonBounds(json, limits) === undefined).toBe(expected)
    }),
    { numRuns: 5000 },
  )
  expect(within).toBeGreaterThan(500)
})

test.each(['x', 'ü', '\u20ac', '\u{1F6D2}', '"', '\\', '\n', '\u0001', '\u2028'])(
  'counts the bytes of %j as they are written',
  (unit) => {
    const payload = { text: unit.repeat(10) }
    const bytes = Buffer.byteLength(JSON.stringify(payload))
    const bounds = { maxDepth: 1, maxKeys: 1 }
    expect(checkJsonBounds(payload, { ...bounds, maxBytes: bytes })).toBeUndefined()
    expect(checkJsonBounds(payload, { ...bounds, maxBytes: bytes - 1 })).toEqual({
      bound: 'bytes',
      limit: bytes - 1,
    })
  },
)

/** One small thing many times over: what is not counted once for each of them adds up. */
const smallest = fc.oneof(
  fc.constantFrom<unknown[]>('', '\u0001', 0, -2.2250738585072014e-308, null, false),
  fc.constantFrom<unknown[]>([], {}, [[]], [{}], { '': [] }, { '': {} }),
)
const repeated = fc
  .tuple(smallest, fc.integer({ min: 0, max: 30 }))
  .map(([each, times]) => Array.from({ length: times }, () => each))

test('holds the bytes to the last one, as JSON.stringify writes them', () => {
  const payload = fc.dictionary(fc.constantFrom('', 'a', '\u0001'), repeated)
  fc.assert(
    fc.property(payload, (value) => {
      const exact = Buffer.byteLength(JSON.stringify(value))
      const within = (maxBytes: number) =>
        checkJsonBounds(value, { maxBytes, maxDepth: 5, maxKeys: 255 }) === undefined
      expect([within(exact), within(exact - 1)]).toEqual([true, false])
    }),
    { numRuns: 500 },
  )
})
