import { expect, test } from 'vitest'
import { usualEvent } from '../src/corpus/example.ts'
import { validateEnvelope, validateEvent } from '../src/validate.ts'

/** What arrives is text; this is what the gateway does to it. */
const parse = (text: string): unknown => JSON.parse(text)
const custom = (properties: string) =>
  `${JSON.stringify({ ...usualEvent, event_type: 'add_to_cart' }).slice(0, -1)},"properties":${properties}}`
const path = (text: string) => {
  const outcome = validateEvent(parse(text))
  return outcome.ok ? 'accepted' : outcome.path
}

test('refuses a prototype at the top of an event', () => {
  const text = `${JSON.stringify(usualEvent).slice(0, -1)},"__proto__":{"admin":true}}`
  expect(path(text)).toBe('/__proto__')
})
test('does not take a required field from a prototype', () => {
  const { event_id: _, ...rest } = usualEvent
  const text = `${JSON.stringify(rest).slice(0, -1)},"__proto__":{"event_id":"${usualEvent.event_id}"}}`
  expect(path(text)).toBe('/event_id')
})
test('refuses a prototype anywhere in properties', () => {
  expect(path(custom('{"a":[{"__proto__":1}]}'))).toBe('/properties/a/0/__proto__')
})
test('takes names that every object inherits as names like any other', () => {
  expect(path(custom('{"constructor":1,"toString":{"hasOwnProperty":2}}'))).toBe('accepted')
})
test('leaves the prototype of all objects alone', () => {
  path(custom('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'))
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test('judges the last of two equal keys, which is the one that is kept', () => {
  const text = JSON.stringify(usualEvent)
  expect(path(text.replace('{', '{"page_url":"https://a.example/",'))).toBe('accepted')
  expect(path(text.replace('{', '{"page_url":"nonsense",'))).toBe('accepted')
  expect(path(`${text.slice(0, -1)},"page_url":"nonsense"}`)).toBe('/page_url')
  expect(path(custom('{"a":1,"a":{"b":{"c":{"d":{"e":{}}}}}}'))).toBe('/properties')
})

test.each(['"\\ud800"', '"\\udfff\\ud800"', '"x\\ud83d"'])(
  'refuses half of a surrogate pair in %s',
  (text) => {
    expect(path(custom(`{"a":${text}}`))).toBe('/properties/a')
    expect(path(custom(`{${text}:1}`))).toMatch(/^\/properties\//u)
    const event = JSON.stringify(usualEvent)
    for (const field of ['session_id', 'page_title', 'user_id', 'referrer', 'language']) {
      expect(path(`${event.slice(0, -1)},"${field}":${text}}`)).toBe(`/${field}`)
    }
  },
)
test('never puts half of a surrogate pair into its answer', () => {
  const outcome = validateEvent(parse(`{"\\ud800":1}`))
  expect(outcome.ok).toBe(false)
  expect(JSON.stringify(outcome).isWellFormed()).toBe(true)
  const deep = validateEvent(parse(custom(`{"\\ud800":1}`)))
  expect(JSON.stringify(deep)).not.toMatch(/\\ud8/u)
})

test.each(['1e999', '-1e999', `1${'0'.repeat(400)}`])('refuses the number %s', (number) => {
  expect(path(custom(`{"n":${number}}`))).toBe('/properties/n')
  expect(path(`${JSON.stringify(usualEvent).slice(0, -1)},"value":${number}}`)).toBe('/value')
  expect(path(`${JSON.stringify(usualEvent).slice(0, -1)},"seq":${number}}`)).toBe('/seq')
})
test('takes the largest and the smallest number', () => {
  expect(path(custom('{"n":1.7976931348623157e308,"m":5e-324}'))).toBe('accepted')
})

const levels = 10_000
test('stops early at 10,000 levels of nesting', () => {
  const objects = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
  const arrays = `${'['.repeat(levels)}${']'.repeat(levels)}`
  expect(path(custom(objects))).toBe('/properties')
  expect(path(custom(`{"a":${arrays}}`))).toBe('/properties')
  expect(path(objects)).toBe('/event_id')
  expect(path(arrays)).toBe('')
  expect(path(`${JSON.stringify(usualEvent).slice(0, -1)},"page_title":${objects}}`)).toBe(
    '/page_title',
  )
  expect(validateEnvelope(parse(arrays)).ok).toBe(false)
})

test('gives up on a payload that is too large before it has read it all', () => {
  let reads = 0
  const endless = new Proxy(
    Array.from({ length: 1_000_000 }, () => 1),
    {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/u.test(key)) reads++
        return Reflect.get(target, key) as unknown
      },
    },
  )
  const event = { ...usualEvent, event_type: 'add_to_cart', properties: { list: endless } }
  expect(validateEvent(event)).toMatchObject({ ok: false, path: '/properties' })
  expect(reads).toBeLessThan(20_000)
})

test('cuts a pointer that a stranger made long', () => {
  const outcome = validateEvent({ ...usualEvent, ['x'.repeat(1_000_000)]: 1 })
  expect(outcome).toMatchObject({ ok: false, message: 'is not a known field' })
  expect(JSON.stringify(outcome).length).toBeLessThan(500)
})

test.each([undefined, null, 0, '', 'x', true, [], {}, () => 1, Symbol('s'), 10n, new Date()])(
  'refuses %s without throwing',
  (value) => {
    expect(validateEvent(value).ok).toBe(false)
    expect(validateEnvelope(value).ok).toBe(false)
  },
)
