import { expect, test } from 'vitest'
import type { PluginContext } from '../../src/index.ts'
import { startOnPage } from '../support/start.ts'

/** The context that capture modules are given, taken out for a test. */
function withContext() {
  const taken: PluginContext[] = []
  const started = startOnPage(
    {
      capture: [
        (context) => {
          taken.push(context as PluginContext)
          return () => undefined
        },
      ],
    },
    { title: 'One' },
  )
  const [context] = taken
  if (context === undefined) throw new Error('the module was not started')
  return { ...started, context }
}

test('groups what happens on a page view, from before it was recorded', async () => {
  const { browser, page, weir } = startOnPage({}, { title: 'One' })
  weir.track('early')
  weir.page()
  weir.track('during')
  page.location.href = 'https://shop.example.com/two'
  page.document.title = 'Two'
  weir.track('just_before')
  weir.page({ navigation: 'in_app' })
  weir.track('after')
  await browser.clock.pass(2000)
  const of = (type: string) => browser.gateway.events.filter((event) => event.event_type === type)
  const [first, second] = of('page_view')
  expect(first).toMatchObject({ page_url: 'https://shop.example.com/', page_title: 'One' })
  expect(second).toMatchObject({
    page_url: 'https://shop.example.com/two',
    page_title: 'Two',
    referrer: 'https://shop.example.com/',
    properties: { navigation: 'in_app' },
  })
  for (const type of ['early', 'during', 'just_before']) {
    expect(of(type)[0]).toMatchObject({
      page_view_id: first?.page_view_id,
      page_url: 'https://shop.example.com/',
    })
  }
  expect(of('after')[0]?.page_view_id).toBe(second?.page_view_id)
  expect(second?.page_view_id).not.toBe(first?.page_view_id)
})

test('lets modules tell what they hold before the visitor is another', async () => {
  const { browser, weir, context } = withContext()
  weir.track('before')
  context.onLeave(() => context.track('held'))
  weir.reset()
  await browser.clock.pass(2000)
  const [before, held] = browser.gateway.events
  expect(held?.event_type).toBe('held')
  expect(held?.anonymous_id).toBe(before?.anonymous_id)
})

test('follows the address as long as no page view was recorded', async () => {
  const { browser, page, weir } = startOnPage()
  weir.track('one')
  page.location.href = 'https://shop.example.com/two'
  weir.track('two')
  await browser.clock.pass(2000)
  expect(browser.gateway.events.map(({ page_url: url }) => url)).toEqual([
    'https://shop.example.com/',
    'https://shop.example.com/two',
  ])
})

test('lets modules end a page view on its own address before the next begins', async () => {
  const { browser, page, context } = withContext()
  const heard: string[] = []
  context.onLeave((reason) => {
    heard.push(reason)
    context.track('spent', { reason })
  })
  context.onPage(() => heard.push('page'))
  context.page()
  page.location.href = 'https://shop.example.com/two'
  context.page()
  page.hide()
  page.show()
  page.leave()
  await browser.clock.pass(2000)
  expect(heard).toEqual(['page', 'navigate', 'page', 'hide', 'leave'])
  expect(browser.gateway.events.map((event) => [event.event_type, event.page_url])).toEqual([
    ['page_view', 'https://shop.example.com/'],
    ['spent', 'https://shop.example.com/'],
    ['page_view', 'https://shop.example.com/two'],
    ['spent', 'https://shop.example.com/two'],
    ['spent', 'https://shop.example.com/two'],
  ])
})

test('tells of an ending again when the page stayed after all', async () => {
  const { browser, page, context } = withContext()
  const heard: string[] = []
  context.onLeave((reason) => heard.push(reason))
  page.fire('window', 'beforeunload')
  page.hide()
  page.show()
  await browser.clock.pass(5000)
  page.hide()
  expect(heard).toEqual(['leave', 'hide'])
})

test('lets no listener throw into the page, nor keep others from hearing', async () => {
  const { browser, page, context } = withContext()
  const heard: unknown[] = []
  const fail = () => {
    throw new Error('a broken module')
  }
  context.onLeave(fail)
  context.onLeave((reason) => heard.push(reason))
  context.onPage(fail)
  context.onPage(() => heard.push('page'))
  context.listen(page.document, 'custom', fail)
  context.listen(page.document, 'custom', (event: Event) => heard.push(event.type))
  context.page()
  page.fire('document', 'custom')
  page.hide()
  expect(heard).toEqual(['page', 'custom', 'hide'])
  await browser.clock.pass(2000)
  expect(browser.gateway.events).toHaveLength(1)
})

test('takes the title when there is one', async () => {
  const { browser, page, weir } = startOnPage({}, { title: '' })
  weir.page()
  page.document.title = 'Late'
  weir.track('made')
  await browser.clock.pass(2000)
  expect(browser.gateway.events.map(({ page_title: title }) => title)).toEqual([undefined, 'Late'])
})

test('keeps the title of the first event for all of a page view, as the manual says', async () => {
  const { browser, page, weir } = startOnPage({}, { title: 'One' })
  weir.page()
  page.document.title = 'Two'
  weir.track('made')
  weir.page()
  await browser.clock.pass(2000)
  expect(browser.gateway.events.map(({ page_title: title }) => title)).toEqual([
    'One',
    'One',
    'Two',
  ])
})

test('keeps the query parameters it is told to keep, and the route of a hash router', async () => {
  const { browser, weir } = startOnPage(
    { keepParams: ['q'] },
    { url: 'https://shop.example.com/?q=mug&token=1&utm_term=x#/cart/7?token=2' },
  )
  weir.track('made')
  await browser.clock.pass(2000)
  expect(browser.gateway.events[0]?.page_url).toBe(
    'https://shop.example.com/?q=mug&utm_term=x#/cart/7',
  )
})
