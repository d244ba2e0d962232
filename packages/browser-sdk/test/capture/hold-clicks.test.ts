import { afterAll, beforeEach, expect, test } from 'vitest'
import { openLab, propertiesOf, recorded } from './support/open-lab.ts'

const lab = await openLab()
afterAll(() => lab.close())
const page = await lab.open({ captures: 'lab.captureClicks()', still: true })

beforeEach(async () => {
  // What was held before is recorded, and forgotten.
  await page.clock.runFor(2000)
  await page.evaluate(() => sessionStorage.clear())
})

const show = (html: string) => page.evaluate((body) => document.body.setHTMLUnsafe(body), html)
/** Of each click recorded so far, whether it was dead. */
const verdicts = async () =>
  propertiesOf(await recorded(page, 'click')).map(({ dead = false }) => dead)

test('marks a click after which nothing changes for a second', async () => {
  await show('<button data-target>Broken</button>')
  await page.click('[data-target]')
  await page.clock.runFor(999)
  expect(await verdicts()).toEqual([])
  await page.clock.runFor(1)
  expect(await verdicts()).toEqual([true])
})

test('marks each of several clicks', async () => {
  await show('<div data-target>Broken</div>')
  for (let click = 0; click < 3; click++) {
    await page.click('[data-target]')
    await page.clock.runFor(600)
  }
  expect(await verdicts()).toEqual([])
  await page.clock.runFor(400)
  expect(await verdicts()).toEqual([true, true, true])
})

test.each([
  ['a placeholder link', '<a href="#" data-target>Broken</a>'],
  ['a link that is a script', '<a href="javascript:void(0)" data-target>Broken</a>'],
  [
    'a control in a shadow root',
    '<div><template shadowrootmode="open"><button data-target>Broken</button></template></div>',
  ],
])('marks a click on %s', async (_what, html) => {
  await show(html)
  await page.evaluate(() =>
    document.querySelector('a')?.addEventListener('click', (event) => event.preventDefault()),
  )
  await page.click('[data-target]')
  await page.clock.runFor(1000)
  expect(await verdicts()).toEqual([true])
})

test.each([
  ['an element is added', 'document.body.append("x")'],
  ['an attribute changes', 'document.body.className += "x"'],
  ['a text changes', 'document.querySelector("p").firstChild.data += "x"'],
  ['the target goes away', 'this.remove()'],
  ['the focus moves', 'document.querySelector("input").focus()'],
  ['a popover opens', 'document.querySelector("[popover]").showPopover()'],
  ['a page view begins', 'weir.context.page(); weir.context.page()'],
  ['the page scrolls', 'window.scrollTo(0, 500)'],
])('records a click at once when %s', async (_what, action) => {
  await show(`<button data-target onclick='${action}'>Go</button><input><p>Text</p>
    <div popover>Hello</div><div style="height: 3000px"></div>`)
  await page.click('[data-target]')
  await page.waitForFunction(() => sessionStorage.getItem('recorded')?.includes('click'))
  expect(await verdicts()).toEqual([false])
})

test('sees what changes in the shadow root of the target', async () => {
  await show(`<div><template shadowrootmode="open"><span><template shadowrootmode="open">
    <button data-target onclick="this.getRootNode().host.parentNode.append('x')">Go</button>
    </template></span></template></div>`)
  await page.click('[data-target]')
  expect(await verdicts()).toEqual([false])
})

test('takes a change while the button is down for an answer', async () => {
  await show('<button data-target onpointerdown="document.body.append(1)">Menu</button>')
  await page.click('[data-target]')
  expect(await verdicts()).toEqual([false])
})

test('does not take a change before the press for an answer', async () => {
  await show('<button data-target>Broken</button>')
  await page.click('[data-target]')
  await page.evaluate(() => document.body.append('x'))
  await page.click('[data-target]')
  await page.clock.runFor(1000)
  expect(await verdicts()).toEqual([false, true])
})

test('waits for an answer to a key', async () => {
  await show(
    '<button data-target>Broken</button><button id="ok" onclick="this.append(1)">Go</button>',
  )
  await page.focus('#ok')
  await page.keyboard.press('Enter')
  expect(await verdicts()).toEqual([false])
  await page.focus('[data-target]')
  await page.keyboard.press('Enter')
  expect(await verdicts()).toEqual([false])
  await page.clock.runFor(1000)
  expect(await verdicts()).toEqual([false, true])
})

test.each([
  ['a field', '<input data-target>'],
  ['a check box', '<input type="checkbox" data-target>'],
  ['a link', '<a href="/elsewhere" onclick="event.preventDefault()" data-target>Go</a>'],
  [
    'what is in a link',
    '<a href="/elsewhere" onclick="event.preventDefault()"><b data-target>Go</b></a>',
  ],
  ['an editor', '<div contenteditable data-target>Text</div>'],
  ['a video', '<video controls data-target></video>'],
  ['a canvas', '<canvas data-target></canvas>'],
])('never marks a click on %s, and records it at once', async (_what, html) => {
  await show(html)
  await page.click('[data-target]')
  expect(await verdicts()).toEqual([false])
})

test('never marks a click beside everything', async () => {
  await show('<p>Text</p>')
  await page.mouse.click(900, 700)
  expect(await verdicts()).toEqual([false])
})

test('never marks the end of a selection', async () => {
  await show('<p data-target>Some text to read</p>')
  await page.click('[data-target]', { clickCount: 2, position: { x: 10, y: 5 } })
  expect(await page.evaluate(() => getSelection()?.type)).toBe('Range')
  await page.clock.runFor(1000)
  expect(await verdicts()).toContain(false)
})

test('keeps the order in which was clicked', async () => {
  await show('<button id="a">Broken</button><input id="b">')
  await page.click('#a')
  await page.click('#b')
  const clicks = propertiesOf(await recorded(page, 'click'))
  expect(clicks.map(({ element_id }) => element_id)).toEqual(['a', 'b'])
})

test('records what is held when the page is left, on the page view where it was clicked', async () => {
  const left = await lab.open({
    captures: 'lab.captureClicks()',
    html: '<button>Go</button>',
    still: true,
  })
  await left.click('button')
  expect(await recorded(left, 'click')).toEqual([])
  await left.goto(lab.add({ captures: '' }))
  expect(propertiesOf(await recorded(left, 'click'))).toMatchObject([{ element: 'button' }])
})

test('records what is held when it is stopped, and has no timer left', async () => {
  const stopped = await lab.open({
    captures: 'lab.captureClicks()',
    html: '<button>Go</button>',
    still: true,
  })
  await stopped.click('button')
  await stopped.evaluate(() => window.weir.stop())
  expect(await recorded(stopped, 'click')).toHaveLength(1)
  await stopped.clock.runFor(5000)
  expect(propertiesOf(await recorded(stopped, 'click'))).toHaveLength(1)
  expect(await stopped.evaluate(() => window.weir.listening())).toBe(0)
})
