import { afterAll, expect, test } from 'vitest'
import { answerClicks, clickOn } from './support/click-on.ts'
import { openLab, propertiesOf, recorded, waitFor } from './support/open-lab.ts'

const lab = await openLab()
afterAll(() => lab.close())
const page = await lab.open({ captures: 'lab.captureClicks()' })
await answerClicks(page)

test('tells where in the window was clicked', async () => {
  const html =
    '<button data-target style="position: fixed; left: 50.4px; top: 60px; border: 0">Buy</button>'
  expect(await clickOn(page, html)).toMatchObject({ x: 53, y: 63, button: 0 })
})

test('tells of a click beside the window at its edge', async () => {
  await page.evaluate(() => {
    sessionStorage.clear()
    document.body.innerHTML = '<input>'
    const place = { clientX: -7, clientY: 5, detail: 1, bubbles: true, composed: true }
    document.querySelector('input')?.dispatchEvent(new MouseEvent('click', place))
  })
  expect(propertiesOf(await waitFor(page, 'click'))).toMatchObject([{ x: 0, y: 5 }])
})

test('tells of the middle button', async () => {
  const html = '<a href="/a" data-target>Link</a>'
  const click = await clickOn(page, html, { button: 'middle' })
  expect(click).toMatchObject({ element: 'a', button: 1 })
})

test('tells nothing of the context menu', async () => {
  await page.evaluate(() => {
    sessionStorage.clear()
    document.body.innerHTML = '<button id="a">A</button><button id="b">B</button>'
  })
  await page.click('#a', { button: 'right' })
  await page.click('#b')
  const clicks = propertiesOf(await waitFor(page, 'click'))
  expect(clicks.map(({ element_id }) => element_id)).toEqual(['b'])
})

test.each([
  ['Enter on a link', '<a href="#x" id="a">Go</a>', 'Enter'],
  ['Space on a button', '<button id="a">Go</button>', 'Space'],
  ['Enter in a form', '<form><input><button id="a">Go</button></form>', 'Enter'],
])('tells of %s, which is nowhere in the window', async (_what, html, key) => {
  await page.evaluate((body) => {
    sessionStorage.clear()
    document.body.innerHTML = body
  }, html)
  await page.focus('input, #a')
  await page.keyboard.press(key)
  const [click] = propertiesOf(await waitFor(page, 'click'))
  expect(click).toMatchObject({ element_id: 'a', button: 0 })
  expect(click).not.toHaveProperty('x')
})

test('marks rage from the third quick click on', async () => {
  await page.evaluate(() => {
    sessionStorage.clear()
    document.body.innerHTML = '<button>Go</button>'
  })
  await page.click('button', { clickCount: 4 })
  const clicks = propertiesOf(await waitFor(page, 'click', 4))
  expect(clicks.map(({ rage = false }) => rage)).toEqual([false, false, true, true])
})

test('hears a click that the page keeps to itself', async () => {
  await page.evaluate(() => {
    sessionStorage.clear()
    document.body.innerHTML = '<button>Go</button>'
    const button = document.querySelector('button')
    for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click']) {
      button?.addEventListener(type, (event) => {
        event.stopImmediatePropagation()
        button.append('.')
      })
    }
  })
  await page.click('button')
  expect(await waitFor(page, 'click')).toHaveLength(1)
})

test('changes nothing of a click: it is as the page would have it alone', async () => {
  const alone = async (captures: string) => {
    const other = await lab.open({ captures, html: '<a href="next"><b>Go</b></a>' })
    await other.evaluate(() => {
      const types = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click']
      const log: string[] = []
      for (const type of types) {
        document.querySelector('b')?.addEventListener(type, (event) => {
          log.push(`${type} ${event.defaultPrevented} ${event.composedPath().length}`)
          sessionStorage.setItem('log', log.join())
        })
      }
    })
    await other.click('b')
    await other.waitForURL('**/next')
    return other.evaluate(() => sessionStorage.getItem('log'))
  }
  const withUs = await alone('lab.captureClicks()')
  expect(withUs).toContain('click false')
  expect(withUs).toBe(await alone(''))
})

test('records the click on a link before the page is left', async () => {
  const left = await lab.open({
    captures: 'lab.captureClicks()',
    html: '<a href="next">Go</a>',
  })
  await left.click('a')
  await left.waitForURL('**/next')
  expect(propertiesOf(await recorded(left, 'click'))).toMatchObject([{ element: 'a', text: 'Go' }])
})

test('tells nothing of a click on the window itself', async () => {
  await page.evaluate(() => {
    sessionStorage.clear()
    for (const target of [window, document]) target.dispatchEvent(new MouseEvent('click'))
  })
  expect(await recorded(page, 'click')).toEqual([])
})

test('hears nothing after its stop', async () => {
  const stopped = await lab.open({ captures: 'lab.captureClicks()', html: '<input>' })
  const before = await stopped.evaluate(() => window.weir.listening())
  expect(before).toBeGreaterThan(0)
  await stopped.evaluate(() => window.weir.stop())
  await stopped.click('input')
  expect(await recorded(stopped)).toEqual([])
  expect(await stopped.evaluate(() => window.weir.listening())).toBe(0)
})
