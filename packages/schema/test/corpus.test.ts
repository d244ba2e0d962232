import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { loadSchemas } from '../src/compile/load-schemas.ts'
import { invalidExamples, validExamples } from '../src/corpus/corpus.ts'
import { builtinEventTypes } from '../src/index.ts'
import { validateEvent } from '../src/validate.ts'

test.each(validExamples)('accepts $name', ({ event }) => {
  expect(validateEvent(event)).toEqual({ ok: true, value: event })
})

test.each(invalidExamples)('rejects $name', ({ event, path }) => {
  expect(validateEvent(event)).toEqual({
    ok: false,
    code: 'schema',
    path,
    message: expect.stringMatching(/^(must|is|holds|may) /u) as string,
  })
})

test('names every example once', () => {
  for (const list of [validExamples, invalidExamples]) {
    const names = list.map(({ name }) => name)
    expect(names).toEqual([...new Set(names)])
  }
})

test('shows every property of every built-in event in a valid example', async () => {
  const { schemas } = await loadSchemas(resolve(import.meta.dirname, '../schemas'))
  for (const type of builtinEventTypes) {
    const shown = new Set(
      validExamples
        .filter(({ event }) => event.event_type === type)
        .flatMap(({ event }) => Object.keys(event.properties ?? {})),
    )
    const described = Object.keys(schemas.get(`events/${type}.schema.json`)?.properties ?? {})
    expect([type, described.filter((name) => !shown.has(name))]).toEqual([type, []])
  }
})

test('shows every field of an event in a valid example', async () => {
  const { schemas } = await loadSchemas(resolve(import.meta.dirname, '../schemas'))
  const shown = new Set(validExamples.flatMap(({ event }) => Object.keys(event)))
  const described = Object.keys(schemas.get('event.schema.json')?.properties ?? {})
  expect(described.filter((name) => !shown.has(name))).toEqual([])
})
