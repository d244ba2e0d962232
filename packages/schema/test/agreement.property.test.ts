import fc from 'fast-check'
import { expect, test } from 'vitest'
import { invalidExamples, validExamples } from '../src/corpus/corpus.ts'
import { usualEvent } from '../src/corpus/example.ts'
import { builtinEventTypes } from '../src/index.ts'
import { validateEvent } from '../src/validate.ts'
import { referenceValidator } from './support/reference-ajv.ts'

/** The law: what is compiled ahead of time accepts exactly what Ajv accepts at run time. */
const reference = referenceValidator()
const agree = (value: unknown) => {
  expect([value, validateEvent(value).ok]).toEqual([value, reference(value)])
}
const runs = { numRuns: 3000 }

test('agrees with Ajv at run time on the whole corpus', () => {
  for (const { event } of validExamples) agree(event)
  for (const { event } of invalidExamples) agree(event)
})

test('agrees with Ajv at run time on arbitrary JSON', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 8 }), agree), runs)
})

/** Strings that sit on the edges of what schemas say. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  // Around the lengths that the schemas name.
  fc
    .tuple(
      fc.constantFrom('a', '\u{1F6D2}', '\ud83d', 'é'),
      fc.constantFrom(1, 35, 64, 128, 512, 2048),
      fc.constantFrom(-1, 0, 1),
    )
    .map(([unit, length, more]) => unit.repeat(length + more)),
  fc.constantFrom(...builtinEventTypes, 'constructor', 'granted', 'LCP', 'load', ''),
  fc.webUrl(),
  fc.uuid(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
)
const scalar = fc.oneof(
  text,
  fc.double(),
  fc.integer(),
  fc.constantFrom(0, -0, 65_535, 65_536, 2 ** 53, Infinity, Number.NaN, Number.MAX_VALUE),
  fc.boolean(),
  fc.constant(null),
)
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(text, fc.constant('__proto__')), tie('tree'), { maxKeys: 3 }),
  ),
}))

const eventFields = [...Object.keys(usualEvent), 'properties', 'value', 'user_id', 'extra']
const payloadFields = [
  ...new Set(validExamples.flatMap(({ event }) => Object.keys(event.properties ?? {}))),
]

/** An event of the corpus with some fields changed, added or taken away. */
const mutated = fc
  .record({
    base: fc.constantFrom(...validExamples, ...invalidExamples),
    fields: fc.dictionary(fc.constantFrom(...eventFields), fc.option(tree, { nil: undefined }), {
      maxKeys: 3,
    }),
    payload: fc.dictionary(fc.constantFrom(...payloadFields), fc.option(tree, { nil: undefined }), {
      maxKeys: 3,
    }),
  })
  .map(({ base, fields, payload }) => {
    const event: Record<string, unknown> = Object.assign({}, base.event, fields)
    const { properties } = event
    if (typeof properties === 'object' && properties !== null && !Array.isArray(properties)) {
      event.properties = Object.assign({}, properties, payload)
    }
    return event
  })

test('agrees with Ajv at run time on events with a few things wrong', () => {
  let accepted = 0
  fc.assert(
    fc.property(mutated, (event) => {
      agree(event)
      if (reference(event)) accepted++
    }),
    runs,
  )
  // The law means nothing if one side of it is never met.
  expect(accepted).toBeGreaterThan(runs.numRuns / 50)
  expect(accepted).toBeLessThan(runs.numRuns)
})

test('leaves what it accepts unchanged', () => {
  fc.assert(
    fc.property(mutated, (event) => {
      const before = structuredClone(event)
      const outcome = validateEvent(event)
      expect(event).toEqual(before)
      expect(outcome.ok ? outcome.value : event).toBe(event)
    }),
    runs,
  )
})
