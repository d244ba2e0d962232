import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFakeBrowser } from '../support/fake-browser.ts'
import { load, startOnPage } from '../support/start.ts'

/** Who it was for each event, by its type. */
const whoDid = (events: readonly { readonly event_type: string }[]) =>
  Object.fromEntries(events.map((event) => [event.event_type, event as Record<string, unknown>]))

test('gives what waited before a logout to the visitor of then, and the rest to the next one', async () => {
  const { browser, weir } = startOnPage({ consent: 'unknown' })
  weir.identify('u_1')
  weir.track('before')
  weir.reset()
  weir.track('after')
  expect([...browser.storage.keys, ...browser.cookies.all]).toEqual([])
  weir.consent.grant()
  weir.track('granted')
  await browser.clock.pass(3000)
  const { identify, before, after, granted } = whoDid(browser.gateway.events)
  expect([identify, before, after, granted].map((event) => event?.user_id)).toEqual([
    'u_1',
    'u_1',
    undefined,
    undefined,
  ])
  for (const id of ['anonymous_id', 'session_id'] as const) {
    expect(before?.[id]).toMatch(/^[\w-]{36}$/)
    expect([identify?.[id], granted?.[id]]).toEqual([before?.[id], after?.[id]])
    expect(before?.[id]).not.toBe(after?.[id])
  }
})

test('names nobody for what waited before they were named, nor by the name of the next one', async () => {
  const { browser, weir } = startOnPage({ consent: 'unknown' })
  weir.track('nobody')
  weir.identify('u_1')
  weir.track('first')
  weir.reset()
  weir.identify('u_2')
  weir.track('second')
  weir.consent.grant()
  await browser.clock.pass(3000)
  const { nobody, first, second } = whoDid(browser.gateway.events)
  expect([nobody, first, second].map((event) => event?.user_id)).toEqual([undefined, 'u_1', 'u_2'])
  expect(nobody?.anonymous_id).toBe(first?.anonymous_id)
})

test('keeps the next visitor, and not the one before the logout, on later pages', async () => {
  const { browser, page, weir } = startOnPage({ consent: 'unknown' })
  weir.identify('u_1')
  weir.reset()
  weir.track('after')
  weir.consent.grant()
  page.leave()
  load(browser).weir.track('later')
  await browser.clock.pass(10_000)
  const { identify, after, later } = whoDid(browser.gateway.events)
  expect(identify?.user_id).toBe('u_1')
  expect(later?.user_id).toBeUndefined()
  expect(later?.anonymous_id).toBe(after?.anonymous_id)
  expect(later?.anonymous_id).not.toBe(identify?.anonymous_id)
})

test('names the visitor of what waits here when another tab was granted it', async () => {
  const browser = createFakeBrowser()
  const first = load(browser, { consent: 'unknown' })
  const second = load(browser, { consent: 'unknown' })
  first.weir.identify('u_1')
  second.weir.consent.grant()
  first.weir.track('after')
  await browser.clock.pass(10_000)
  expect(browser.gateway.events.map(({ user_id: user }) => user)).toEqual(['u_1', 'u_1'])
})

test('logs out after what waits when another tab was granted it', async () => {
  const browser = createFakeBrowser()
  const first = load(browser, { consent: 'unknown' })
  const second = load(browser, { consent: 'unknown' })
  first.weir.identify('u_1')
  first.weir.track('before')
  second.weir.consent.grant()
  first.weir.reset()
  first.weir.track('after')
  await browser.clock.pass(10_000)
  const { before, after } = whoDid(browser.gateway.events)
  expect([before?.user_id, after?.user_id]).toEqual(['u_1', undefined])
  expect(after?.anonymous_id).not.toBe(before?.anonymous_id)
})

test('keeps a name that is given when another tab was granted it', async () => {
  const browser = createFakeBrowser()
  const first = load(browser, { consent: 'unknown' })
  const second = load(browser, { consent: 'unknown' })
  first.weir.reset()
  first.weir.track('before')
  second.weir.consent.grant()
  first.weir.identify('u_2')
  first.weir.track('after')
  await browser.clock.pass(10_000)
  const { identify, before, after } = whoDid(browser.gateway.events)
  expect([before, identify, after].map((event) => event?.user_id)).toEqual([
    undefined,
    'u_2',
    'u_2',
  ])
})

test('forgets with what waited who the visitor was', async () => {
  const { browser, weir } = startOnPage({ consent: 'unknown' })
  weir.identify('u_1')
  weir.track('before')
  weir.consent.deny()
  weir.consent.grant()
  weir.track('after')
  await browser.clock.pass(3000)
  expect(browser.gateway.events).toMatchObject([{ event_type: 'after' }])
  expect(Object.keys(browser.gateway.events[0] ?? {})).not.toContain('user_id')
})

test('has nothing to wait for after a logout of nobody', async () => {
  const { weir } = startOnPage({ consent: 'unknown' })
  weir.reset()
  expect(await weir.flush()).toBe(true)
  weir.track('waits')
  expect(await weir.flush()).toBe(false)
})

type Step = 'track' | 'reset' | 'u_1' | 'u_2'

/** Who each event was for, with the order in which they came in place of the ids that were made. */
async function visitorsOf(steps: readonly Step[], consent: 'granted' | 'unknown') {
  const { browser, weir } = startOnPage({ consent })
  for (const step of steps) {
    if (step === 'track') weir.track('made')
    else if (step === 'reset') weir.reset()
    else weir.identify(step)
  }
  weir.consent.grant()
  weir.track('made')
  await browser.clock.pass(10_000)
  const { events } = browser.gateway
  const visitors = [...new Set(events.map((event) => event.anonymous_id))]
  const sessions = [...new Set(events.map((event) => event.session_id))]
  return events.map((event) => ({
    type: event.event_type,
    user: event.user_id,
    visitor: visitors.indexOf(event.anonymous_id),
    session: sessions.indexOf(event.session_id),
  }))
}

test('tells of the same visitors whether consent was there from the start or came later', async () => {
  const step = fc.constantFrom<Step>('track', 'track', 'reset', 'u_1', 'u_2')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      expect(await visitorsOf(steps, 'unknown')).toEqual(await visitorsOf(steps, 'granted'))
    }),
    { numRuns: 40 },
  )
})
