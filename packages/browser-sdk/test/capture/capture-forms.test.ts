import { afterAll, beforeEach, expect, test } from 'vitest'
import { openLab, propertiesOf, recorded } from './support/open-lab.ts'

const lab = await openLab()
afterAll(() => lab.close())
const page = await lab.open({ captures: 'lab.captureForms()', still: true })
await page.evaluate(() => {
  document.addEventListener('submit', (event) => event.preventDefault())
  window.weir.context.page()
})

beforeEach(async () => {
  await page.evaluate(() => {
    window.weir.context.page()
    sessionStorage.clear()
  })
})

const show = (html: string) => page.evaluate((body) => document.body.setHTMLUnsafe(body), html)
const leave = () => page.evaluate(() => window.weir.context.page())
const events = async () =>
  (await recorded(page)).filter(({ event_type }) => event_type.startsWith('form'))
const types = async () => (await events()).map(({ event_type }) => event_type)

const checkout = `<form id="checkout" name="pay" action="/pay?token=abc">
  <input name="email"><input id="city"><select name="country"><option>A<option>B</select>
  <input type="checkbox" name="terms"><button>Pay</button></form>`

test('tells when a form is begun, and when it is sent, with the names of its fields', async () => {
  await show(checkout)
  await page.focus('[name=email]')
  expect(await events()).toEqual([])
  await page.type('[name=email]', 'joe')
  await page.clock.runFor(2500)
  await page.type('#city', 'Rome')
  await page.selectOption('[name=country]', 'B')
  await page.check('[name=terms]')
  await page.type('[name=email]', '@')
  await page.click('button')
  const action = new URL('/pay', page.url()).href
  const form = { form_id: 'checkout', form_name: 'pay', form_action: action }
  const fields = ['city', 'country', 'terms', 'email']
  expect((await events()).map(({ event_type, properties }) => [event_type, properties])).toEqual([
    ['form_start', { ...form, field: 'email' }],
    ['form_submit', { ...form, fields, last_field: 'email', duration_ms: 2500 }],
  ])
})

test('tells of a form that is sent as it was', async () => {
  await show('<form><input name="q" value="shoes"><button>Search</button></form>')
  await page.click('button')
  expect(propertiesOf(await events())).toEqual([{ fields: [] }])
})

test('tells of a form that is left, with the field touched last', async () => {
  await show(checkout)
  await page.type('[name=email]', 'joe')
  await page.type('#city', 'Rome')
  await page.clock.runFor(4000)
  await leave()
  expect(await types()).toEqual(['form_start', 'form_abandon'])
  expect(propertiesOf(await events())[1]).toMatchObject({
    form_id: 'checkout',
    fields: ['email', 'city'],
    last_field: 'city',
    duration_ms: 4000,
  })
})

test('tells nothing of a form that was sent, or never begun, when the page is left', async () => {
  await show(`${checkout}<form id="other"><input></form>`)
  await page.type('[name=email]', 'joe')
  await page.click('button')
  await leave()
  expect(await types()).toEqual(['form_start', 'form_submit'])
})

test('does not take a look at another tab for leaving', async () => {
  await show(checkout)
  await page.type('[name=email]', 'joe')
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
    Reflect.deleteProperty(document, 'hidden')
  })
  await page.click('button')
  expect(await types()).toEqual(['form_start', 'form_submit'])
})

test('tells of a form that went away before the page was left', async () => {
  await show(checkout)
  await page.type('[name=email]', 'joe')
  await show('')
  await leave()
  expect(await types()).toEqual(['form_start', 'form_abandon'])
})

test('begins anew after the form was sent', async () => {
  await show(checkout)
  await page.type('[name=email]', 'joe')
  await page.click('button')
  await page.type('[name=email]', 'joe')
  expect(await types()).toEqual(['form_start', 'form_submit', 'form_start'])
})

test('tells of a form when the page unloads, once', async () => {
  const left = await lab.open({ captures: 'lab.captureForms()', html: checkout })
  await left.type('[name=email]', 'joe')
  await left.goto(lab.add({ captures: '' }))
  const told = (await recorded(left)).map(({ event_type }) => event_type)
  expect(told).toEqual(['form_start', 'form_abandon'])
})

test.each([
  ['outside its form', '<form id="f"></form><input form="f" name="a" data-target>'],
  [
    'in a custom element',
    '<form id="f"><x-field name="a"><template shadowrootmode="open"><input data-target></template></x-field></form>',
  ],
])('finds the form of a field %s', async (_where, html) => {
  await show(html)
  await page.type('[data-target]', 'x')
  expect(propertiesOf(await events())).toEqual([{ form_id: 'f', field: 'a' }])
})

test.each([
  ['without a form', '<input data-target>'],
  ['in an ignored form', '<form data-weir-ignore><input data-target></form>'],
  ['in an ignored part', '<form><p data-weir-ignore><input data-target></p></form>'],
  ['that is ignored', '<form><input data-weir-ignore data-target></form>'],
  [
    'in a shadow tree with its form',
    '<div><template shadowrootmode="open"><form><input data-target></form></template></div>',
  ],
])('tells nothing of a field %s', async (_where, html) => {
  await show(html)
  await page.type('[data-target]', 'x')
  await leave()
  expect(await events()).toEqual([])
})

test.each([
  '<input type="password" name="a">',
  '<input name="password2">',
  '<input id="userPwd">',
  '<input autocomplete="cc-number" name="a">',
  '<input autocomplete="section-x billing cc-csc" name="a">',
  '<input name="cardNumber">',
  '<input name="cc_num">',
  '<input name="cvv">',
  '<input name="expiry">',
  '<input name="exp-month">',
  '<input name="iban">',
  '<x-password name="a"><template shadowrootmode="open"><input></template></x-password>',
  '<x-a name="a" type="password"><template shadowrootmode="open"><input></template></x-a>',
])('does not even name %s', async (field) => {
  await show(`<form id="f">${field}</form>`)
  await page.type('input', 'secret')
  await leave()
  expect(propertiesOf(await events())).toEqual([
    { form_id: 'f' },
    { form_id: 'f', fields: [], duration_ms: 0 },
  ])
})

test.each(['email', 'experience', 'account', 'success', 'company', 'shipping'])(
  'names a field called %s',
  async (name) => {
    await show(`<form><input name="${name}"></form>`)
    await page.type('input', 'x')
    expect(propertiesOf(await events())).toEqual([{ field: name }])
  },
)

test('does not hear a hidden field that a script changes', async () => {
  await show('<form><input type="hidden" name="a"></form>')
  await page.evaluate(() => {
    document.querySelector('input')?.dispatchEvent(new Event('input', { bubbles: true }))
  })
  expect(propertiesOf(await events())).toEqual([{}])
})

test('never tells what is in a field', async () => {
  await show(checkout)
  await page.fill('[name=email]', 'joe@example.com')
  await page.fill('#city', 'Secretville')
  await page.click('button')
  const text = JSON.stringify(await events())
  expect(text).toContain('city')
  expect(text).not.toMatch(/joe|Secretville/)
})

test('is not misled by fields that hide the properties of their form', async () => {
  const names = ['id', 'name', 'action', 'form', 'attributes', 'elements', 'method']
  await show(
    `<form id="f">${names.map((name) => `<input name="${name}">`).join('')}<button>Go</button></form>`,
  )
  for (const name of names) await page.type(`input[name=${name}]`, 'x')
  await page.click('button')
  expect(propertiesOf(await events())).toEqual([
    { form_id: 'f', field: 'id' },
    { form_id: 'f', fields: names, last_field: 'method', duration_ms: 0 },
  ])
})

test('names so many fields and no more', async () => {
  await show(`<form>${'<input>'.repeat(70)}<button>Go</button></form>`)
  await page.evaluate(() => {
    document.querySelectorAll('input').forEach((input, at) => {
      input.name = `f${at}`
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
    })
  })
  await page.click('button')
  expect(propertiesOf(await events())[1]?.['fields']).toHaveLength(64)
})

test('hears nothing after its stop', async () => {
  const stopped = await lab.open({ captures: 'lab.captureForms()', html: checkout })
  await stopped.evaluate(() => window.weir.stop())
  await stopped.type('[name=email]', 'joe')
  expect(await recorded(stopped)).toEqual([])
  expect(await stopped.evaluate(() => window.weir.listening())).toBe(0)
})
