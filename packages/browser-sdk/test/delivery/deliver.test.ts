import { expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { basics, createFakeBrowser } from '../support/fake-browser.ts'

test('gathers events for a second and delivers them in one envelope', async () => {
  const browser = createFakeBrowser()
  const weir = browser.open().sdk.createWeir(basics)
  weir.track('add_to_cart', { sku: 'A1', value: 49.9 })
  weir.track('checkout')
  await browser.clock.pass(990)
  expect(browser.gateway.requests).toHaveLength(0)
  await browser.clock.pass(20)
  expect(browser.gateway.envelopes).toMatchObject([
    {
      write_key: 'wk_demo',
      sent_at: '2026-11-21T01:02:04.456Z',
      sdk: { name: '@weir/browser-sdk', version: packageJson.version },
      events: [
        { event_type: 'add_to_cart', seq: 0, value: 49.9, properties: { sku: 'A1', value: 49.9 } },
        { event_type: 'checkout', seq: 1 },
      ],
    },
  ])
  expect(browser.storage.keys).toHaveLength(1)
})
