import { afterAll, expect, test } from 'vitest'
import { openLab, recorded } from './support/open-lab.ts'

const lab = await openLab()
afterAll(() => lab.close())

const open = () =>
  lab.open({
    captures: 'lab.capturePages()',
    before: () => {
      Object.defineProperty(window, 'navigation', { value: undefined })
    },
  })

test('does what was asked for, gives back what it gave, and throws what it threw', async () => {
  const page = await open()
  const seen = await page.evaluate(() => {
    const result = history.pushState({ a: 1 }, '', 'one') as unknown
    let thrown: unknown
    try {
      history.pushState(null, '', 'https://example.com/')
    } catch (error) {
      thrown = error
    }
    const name = thrown instanceof DOMException ? thrown.name : ''
    return { result, name, state: history.state as unknown, path: location.pathname }
  })
  expect(seen).toMatchObject({ result: undefined, name: 'SecurityError', state: { a: 1 } })
  expect(seen.path).toMatch(/one$/)
})

test('looks like what it stands for', async () => {
  const page = await open()
  const looks = await page.evaluate(() =>
    (['pushState', 'replaceState'] as const).map((name) => {
      const [now, was] = [history[name], History.prototype[name]]
      return [
        now !== was,
        now.name === was.name,
        now.length === was.length,
        String(now).includes('[native code]'),
      ]
    }),
  )
  expect(looks).toEqual([Array(4).fill(true), Array(4).fill(true)])
})

test('is gone after its stop', async () => {
  const page = await open()
  await page.evaluate(() => window.weir.stop())
  const back = await page.evaluate(() =>
    (['pushState', 'replaceState'] as const).map(
      (name) => history[name] === History.prototype[name],
    ),
  )
  expect(back).toEqual([true, true])
})

test('leaves alone who wrapped it since, and tells nothing any more', async () => {
  const page = await open()
  const calls = await page.evaluate(() => {
    let count = 0
    const ours = history.pushState.bind(history)
    history.pushState = (...words) => {
      count++
      ours(...words)
    }
    window.weir.stop()
    history.pushState(null, '', 'one')
    return count
  })
  await page.evaluate(() => new Promise((done) => setTimeout(done)))
  expect(calls).toBe(1)
  expect(page.url()).toMatch(/one$/)
  expect(await recorded(page)).toHaveLength(1)
})
