import { expect, test } from 'vitest'
import { basics, createFakeBrowser, type FakeBrowser } from '../support/fake-browser.ts'
import type { FakePage } from '../support/fake-page.ts'

class FakeLink {
  href: string
  constructor(href: string) {
    this.href = href
  }
  get hostname() {
    return new URL(this.href).hostname
  }
}

/** A page of a shop whose sister site is example.org. */
function open(browser: FakeBrowser, url: string, referrer = '') {
  const page = browser.open({
    url,
    referrer,
    change: (globals) => {
      globals.HTMLAnchorElement = FakeLink
    },
  })
  const plugins = [page.sdk.linkDomains(['example.org', 'shop.example.com'])]
  return { page, weir: page.sdk.createWeir({ ...basics, plugins }) }
}

/** Where the browser goes when a link is clicked. */
function follow(page: FakePage, href: string): { followed: string; link: FakeLink } {
  const link = new FakeLink(href)
  page.fire('window', 'click', { composedPath: () => [{}, link, {}] })
  return { followed: link.href, link }
}

const shop = 'https://shop.example.com/'
const sister = 'https://www.example.org/?a=1'

test('goes on as the same visitor in the same session on a sister site', async () => {
  const browser = createFakeBrowser()
  const { page, weir } = open(browser, shop)
  weir.track('leaving')
  const { followed, link } = follow(page, sister)
  await browser.clock.pass(3000)
  expect(link.href).toBe(sister)
  expect(followed).toMatch(/^https:\/\/www\.example\.org\/\?a=1&weir_id=/)
  open(browser, followed, shop).weir.track('arriving')
  await browser.clock.pass(3000)
  const [leaving, arriving] = browser.gateway.events
  expect(arriving?.anonymous_id).toBe(leaving?.anonymous_id)
  expect(arriving?.session_id).toBe(leaving?.session_id)
  expect(arriving?.page_url).toBe('https://www.example.org/')
})

test.each([
  ['somebody else has sent the link', 'https://mail.example.net/', 0],
  ['there is no referrer', '', 0],
  ['the link is old', shop, 300_000],
])('takes nobody for another visitor when %s', async (_, referrer, ageMs) => {
  const browser = createFakeBrowser()
  const { page, weir } = open(browser, shop)
  weir.track('leaving')
  const { followed } = follow(page, sister)
  await browser.clock.pass(3000 + ageMs)
  open(browser, followed, referrer).weir.track('arriving')
  await browser.clock.pass(3000)
  const [leaving, arriving] = browser.gateway.events
  expect(arriving?.anonymous_id).not.toBe(leaving?.anonymous_id)
})

test.each([`${sister}&weir_id=x`, `${sister}&weir_id=a.b.c`, `${sister}&weir_id=`])(
  'does not mind %s',
  async (url) => {
    const browser = createFakeBrowser()
    open(browser, url, shop).weir.track('arriving')
    await browser.clock.pass(3000)
    expect(browser.gateway.events[0]?.anonymous_id).toMatch(/^[\w-]{36}$/)
  },
)

test('leaves other links alone, and all of them when the visitor may not be known', async () => {
  const browser = createFakeBrowser()
  const { page, weir } = open(browser, shop)
  expect(follow(page, sister).followed).toContain('weir_id')
  expect(follow(page, 'https://other.example.net/').followed).toBe('https://other.example.net/')
  expect(follow(page, 'https://notexample.org/').followed).toBe('https://notexample.org/')
  expect(follow(page, `${shop}#part`).followed).toBe(`${shop}#part`)
  weir.consent.deny()
  expect(follow(page, sister).followed).toBe(sister)
})
