import { afterAll, beforeEach, expect, test } from 'vitest'
import { openLab, propertiesOf, recorded, waitFor } from './support/open-lab.ts'

const lab = await openLab()
afterAll(() => lab.close())
const page = await lab.open({ captures: 'lab.captureErrors()' })

beforeEach(async () => {
  await page.evaluate(() => {
    window.weir.context.page()
    window.weir.context.page()
    sessionStorage.clear()
  })
})

/** Runs this as a script of the page, as often as asked. */
const run = (code: string, times = 1) =>
  page.evaluate(
    ([text, count]) => {
      for (let at = 0; at < count; at++) {
        const script = document.createElement('script')
        script.textContent = text
        document.body.append(script)
      }
    },
    [code, times] as const,
  )
const leave = () => page.evaluate(() => window.weir.context.page())
const errors = async () => propertiesOf(await recorded(page, 'js_error'))

test('tells of an error that nobody caught', async () => {
  await run('null.x\n//# sourceURL=https://a.example/app.js?token=1')
  const [error, ...others] = await errors()
  expect(error).toMatchObject({ kind: 'error', name: 'TypeError', line: 1, column: 6, count: 1 })
  expect(error?.['message']).toContain('null')
  expect(error?.['source']).toBe('https://a.example/app.js')
  expect(others).toEqual([])
})

test('tells of a promise that nobody caught', async () => {
  await run('Promise.reject(new RangeError("too far"))')
  await waitFor(page, 'js_error')
  expect(await errors()).toMatchObject([
    { kind: 'unhandled_rejection', name: 'RangeError', message: 'too far', count: 1 },
  ])
})

test('tells once of what happens again, and how often when the page is left', async () => {
  await run('throw new Error("again")', 50)
  await run('throw new Error("once")')
  expect(await errors()).toMatchObject([{ message: 'again' }, { message: 'once' }])
  await leave()
  expect((await errors()).map(({ message, count }) => [message, count])).toEqual([
    ['again', 1],
    ['once', 1],
    ['again', 49],
  ])
})

test('begins to count anew on the next page view', async () => {
  await run('throw new Error("again")', 2)
  await leave()
  await run('throw new Error("again")', 4)
  await leave()
  expect((await errors()).map(({ count }) => count)).toEqual([1, 1, 1, 3])
})

test('tells of each time once, however often the page is hidden', async () => {
  await run('throw new Error("again")', 3)
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true })
    for (let at = 0; at < 3; at++) document.dispatchEvent(new Event('visibilitychange'))
    Reflect.deleteProperty(document, 'hidden')
  })
  await run('throw new Error("again")')
  await leave()
  expect((await errors()).map(({ count }) => count)).toEqual([1, 2, 1])
})

test('tells of so many kinds and no more', async () => {
  await page.evaluate(() => {
    for (let at = 0; at < 100; at++) {
      window.dispatchEvent(new ErrorEvent('error', { message: `number ${at}` }))
    }
  })
  expect(await errors()).toHaveLength(20)
})

test('says nothing of pictures that do not load', async () => {
  await page.evaluate(
    () =>
      new Promise((done) => {
        const image = new Image()
        image.addEventListener('error', done)
        image.src = 'data:none'
        document.body.append(image)
      }),
  )
  expect(await errors()).toEqual([])
})

test('leaves the error to the page as it is', async () => {
  const seen = await page.evaluate(
    () =>
      new Promise((done) => {
        const heard = (event: ErrorEvent) => done([event.defaultPrevented, event.message])
        window.addEventListener('error', heard, { once: true })
        const script = document.createElement('script')
        script.textContent = 'throw new Error("mine")'
        document.body.append(script)
      }),
  )
  expect(seen).toEqual([false, 'Uncaught Error: mine'])
})

test('survives anything that can be thrown', async () => {
  await run('throw Object.create(null)')
  await run('throw new Proxy({}, { get() { throw 1 } })')
  await run('throw { get message() { throw new Error("trap") } }')
  await run('throw { message: Symbol("m"), stack: { toString() { throw 2 } } }')
  await run('throw new Error("after")')
  expect((await errors()).at(-1)).toMatchObject({ message: 'after' })
})

test('hears nothing after its stop', async () => {
  const stopped = await lab.open({ captures: 'lab.captureErrors()' })
  await stopped.evaluate(() => {
    window.weir.stop()
    window.dispatchEvent(new ErrorEvent('error', { message: 'late' }))
  })
  expect(await recorded(stopped)).toEqual([])
  expect(await stopped.evaluate(() => window.weir.listening())).toBe(0)
})
