import { afterAll, expect, test } from 'vitest'
import { answerClicks, clickOn } from './support/click-on.ts'
import { openLab } from './support/open-lab.ts'

const lab = await openLab()
afterAll(() => lab.close())

const page = await lab.open({ captures: 'lab.captureClicks()' })
await answerClicks(page)

test('tells what was clicked', async () => {
  const html =
    '<button data-target id="buy" class="btn  primary" name="cart" role="button" aria-label="Add to cart">Buy</button>'
  expect(await clickOn(page, html)).toMatchObject({
    element: 'button',
    element_id: 'buy',
    element_classes: 'btn  primary',
    element_name: 'cart',
    role: 'button',
    label: 'Add to cart',
    text: 'Buy',
  })
})

test.each([
  ['a span in a button', '<button id="b"><span data-target>Buy</span></button>', 'Buy'],
  [
    'a drawing in a button',
    '<button id="b"><svg width="20" height="20"><path data-target d="M0 0h20v20H0z" /></svg>Buy</button>',
    'Buy',
  ],
  [
    'a picture with a name',
    '<a id="b" href="#x"><img data-target alt="Home" width="9"></a>',
    'Home',
  ],
  ['a role', '<div id="b" role="button"><i><b data-target>Buy</b></i></div>', 'Buy'],
  [
    'a custom element with a role',
    '<my-button id="b" role="link"><b data-target>Buy</b></my-button>',
    'Buy',
  ],
  ['a summary', '<details><summary id="b"><b data-target>More</b></summary></details>', 'More'],
  [
    'masked text',
    '<button id="b" data-target>joe@example.com 4111111111111111</button>',
    '*** ***',
  ],
])('finds the control around %s', async (_what, html, text) => {
  expect(await clickOn(page, html)).toMatchObject({ element_id: 'b', text })
})

test('finds the control around a target in open shadow roots', async () => {
  const html = `<div><template shadowrootmode="open"><button id="b">
    <x-icon><template shadowrootmode="open"><i data-target>Buy</i></template></x-icon>
    Now</button></template></div>`
  expect(await clickOn(page, html)).toMatchObject({
    element: 'button',
    element_id: 'b',
    text: 'Now',
  })
})

test('sees no further than the host of a closed shadow root', async () => {
  const html = `<div id="host" data-target style="width: 50px">
    <template shadowrootmode="closed"><button id="b">Secret</button></template></div>`
  const click = await clickOn(page, html)
  expect(click).toMatchObject({ element: 'div', element_id: 'host' })
  expect(click).not.toHaveProperty('text')
})

test('takes the nearest element with a label where there is no control', async () => {
  const html =
    '<section aria-label="Shop"><div aria-label="Prices"><p data-target>Ten</p></div></section>'
  const click = await clickOn(page, html)
  expect(click).toMatchObject({ element: 'div', label: 'Prices' })
  expect(click).not.toHaveProperty('text')
})

test('does not name a control after what it stands in', async () => {
  const html = '<nav aria-label="Main"><a href="#x" data-target>Home</a></nav>'
  const click = await clickOn(page, html)
  expect(click).toMatchObject({ element: 'a', text: 'Home' })
  expect(click).not.toHaveProperty('label')
})

test('tells nothing of what the visitor reads', async () => {
  const html = '<p id="p" style="cursor: pointer" data-target>Diagnosis: nothing serious</p>'
  const click = await clickOn(page, html)
  expect(click).toMatchObject({ element: 'p', element_id: 'p' })
  expect(JSON.stringify(click)).not.toContain('Diagnosis')
})

test.each([
  ['for', '<label for="f" data-target>Terms</label><input id="f" type="checkbox">'],
  ['around', '<label><input id="f" type="checkbox"><span data-target>Terms</span></label>'],
])('tells of one click, on the field, when its label %s it is clicked', async (_how, html) => {
  expect(await clickOn(page, html)).toMatchObject({
    element: 'input',
    element_id: 'f',
    label: 'Terms',
  })
})

test('tells of a click on the label of nothing', async () => {
  const html = '<label data-target>Terms</label>'
  expect(await clickOn(page, html)).toMatchObject({ element: 'label', text: 'Terms' })
})

test.each([
  ['an input', '<input data-target value="secret" title="Name">'],
  ['a submit button', '<form><input type="submit" data-target value="secret"></form>'],
  ['a password', '<input data-target type="password" value="secret">'],
  ['a text area', '<textarea data-target>secret</textarea>'],
  ['a list', '<select data-target size="2"><option>secret</option></select>'],
  ['an option', '<select size="2"><option data-target>secret</option></select>'],
  ['an editor', '<div contenteditable><button data-target>secret</button></div>'],
  ['an element with an editor', '<button data-target><p contenteditable>secret</p></button>'],
  ['a link around a field', '<a href="#x" data-target><select><option>secret</select></a>'],
  [
    'a field whose label has a field',
    '<input data-target id="f"><label for="f"><select><option>secret</select></label>',
  ],
  [
    'an element with an ignored part',
    '<button data-target>Hello <b data-weir-ignore>secret</b></button>',
  ],
  [
    'a picture in an ignored part',
    '<button data-target style="padding: 9px"><i data-weir-ignore><img alt="secret"></i></button>',
  ],
])('never reads %s', async (_what, html) => {
  expect(JSON.stringify(await clickOn(page, html))).not.toContain('secret')
})

test('is not misled by fields that hide the properties of their form', async () => {
  const names = ['id', 'name', 'attributes', 'className', 'action', 'children', 'role', 'title']
  const html = `<form id="checkout" aria-label="Checkout">
    <p data-target>Text</p>${names.map((name) => `<input name="${name}">`).join('')}</form>`
  expect(await clickOn(page, html)).toMatchObject({ element_id: 'checkout', label: 'Checkout' })
})
