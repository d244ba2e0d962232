import { createFakeBrowser } from '@weir/browser-sdk/fakes/fake-browser'
import { answer } from '@weir/browser-sdk/fakes/fake-gateway'
import { createFakePage, type PageHost } from '@weir/browser-sdk/fakes/fake-page'
import { expect, test } from 'vitest'
import { runSdk } from '../../browsers/run-sdk.ts'

/** What a gateway gets from a browser that tracks through an outage, a crash and a closed page. */
async function play(run: PageHost['run']): Promise<readonly object[]> {
  const browser = createFakeBrowser()
  let draws = 0
  const random = () => (draws++ % 10) / 10
  const host: PageHost = { ...browser, random, ...(run === undefined ? {} : { run }) }
  let bytes = 0
  const crypto = { getRandomValues: (into: Uint8Array) => into.fill(bytes++ % 256) }
  const open = () => {
    const page = createFakePage(host, { change: (globals) => Object.assign(globals, { crypto }) })
    const endpoint = 'https://c.example.com'
    return { page, weir: page.sdk.createWeir({ endpoint, writeKey: 'wk_demo' }) }
  }
  const first = open()
  first.weir.track('one', { note: '🛒' })
  await browser.clock.pass(1500)
  browser.gateway.mood = { kind: 'unreachable' }
  first.weir.track('two')
  await browser.clock.pass(5000)
  first.page.crash()
  browser.gateway.mood = answer(503, { 'retry-after': '2' })
  const second = open()
  second.weir.track('three')
  await browser.clock.pass(60_000)
  browser.gateway.mood = answer(202)
  second.page.leave()
  open()
  await browser.clock.pass(600_000)
  return browser.gateway.requests
}

test('sends the same requests at the same times as in a realm of its own', async () => {
  const requests = await play(runSdk)
  expect(requests.length).toBeGreaterThan(5)
  expect(requests).toEqual(await play(undefined))
})
