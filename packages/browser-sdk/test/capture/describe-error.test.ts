import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { bundle } from '../../build/bundle.ts'
import { describeError } from '../../src/capture/describe-error.ts'

const scrub = (url: string): string => url.replace(/\?.*/, '?')
const describe = (error: unknown, event: Partial<ErrorEvent> = { message: 'Uncaught' }) =>
  describeError({ ...event, error }, scrub)
const withStack = (stack: unknown) => Object.assign(new Error('no'), { stack })

test('tells what was thrown, and where', () => {
  const event = {
    message: 'Uncaught',
    filename: 'https://a.example/app.js?token=1',
    lineno: 3,
    colno: 14,
  }
  const error = Object.assign(new TypeError('x is not a function'), {
    stack: `TypeError: x is not a function
    at buy (https://a.example/app.js?token=1:3:14)
    at https://a.example/lib.js:10:5`,
  })
  expect(describe(error, event)).toEqual({
    kind: 'error',
    name: 'TypeError',
    message: 'x is not a function',
    stack: `    at buy (https://a.example/app.js?:3:14)
    at https://a.example/lib.js:10:5`,
    source: 'https://a.example/app.js?',
    line: 3,
    column: 14,
  })
})

test('gives no name to what has none, minified as well', async () => {
  const source = `
    import { describeError } from './src/capture/describe-error.ts'
    Object.assign(window, describeError({ reason: 'no' }, String))`
  const window = {}
  runInNewContext(await bundle({ source, format: 'iife' }), { window })
  expect(window).toMatchObject({ message: 'no', name: undefined })
})

test('reads the stacks of other browsers', () => {
  const stack = 'buy@https://a.example/app.js?token=1:3:14\n@https://a.example/app.js:9:1\n'
  expect(describe(withStack(stack))).toMatchObject({
    stack: 'buy@https://a.example/app.js?:3:14\n@https://a.example/app.js:9:1',
  })
})

test('keeps the message out of the stack, where it would not be masked', () => {
  const error = new Error('no such user: joe@example.com\nin line two 4111111111111111')
  const told = describe(error)
  expect(told).toMatchObject({ message: 'no such user: *** in line two ***' })
  expect(told['stack']).toContain('describe-error.test.ts')
  expect(JSON.stringify(told)).not.toMatch(/joe|4111/)
})

test('scrubs the addresses in a message', () => {
  const told = describe(
    new Error('GET https://a.example/pay?card=1 failed (https://b.example/?x=1)'),
  )
  expect(told).toMatchObject({
    message: 'GET https://a.example/pay? failed (https://b.example/?)',
  })
})

test('cuts what is long', () => {
  const frames = Array.from(
    { length: 300 },
    () => `    at f (https://a.example/${'x'.repeat(400)}.js:1:1)`,
  )
  const told = describe(Object.assign(withStack(frames.join('\n')), { message: 'm'.repeat(5000) }))
  expect(told['message']).toHaveLength(512)
  expect(told['stack']).toHaveLength(4096)
})

test.each([
  ['a text', 'no', 'no'],
  ['a number', 5, '5'],
  ['nothing', undefined, 'undefined'],
  ['null', null, 'null'],
  ['a symbol', Symbol('no'), 'Symbol(no)'],
  ['an object', { code: 1 }, '[object Object]'],
  ['an object with a message', { message: 'no' }, 'no'],
  ['an object that says nothing', { message: 7, name: {}, stack: [] }, '7'],
  ['an empty text', '', ''],
])('tells of %s in a promise', (_what, reason, message) => {
  expect(describeError({ reason }, scrub)).toMatchObject({ kind: 'unhandled_rejection', message })
})

test('takes the words of the browser where nothing else is known', () => {
  expect(describe(undefined, { message: 'Script error.' })).toMatchObject({
    message: 'Script error.',
  })
})
