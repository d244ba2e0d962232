import { validateEvent } from '@weir/schema/validate'
import { expect, test } from 'vitest'
import { toWireEvent } from '../../src/replay/wire-event.ts'
import { syntheticArrivals } from '../support/synthetic/records.ts'
import { storedRecord } from '../support/write-lines.ts'

const record = storedRecord({
  seq: 3,
  user_id: null,
  value: 49.9,
  previous_instance: { instance_id: 'i-0', last_seq: 12 },
  properties: { sku: 'A1' },
  network_id: 'n-1',
  user_agent: 'Mozilla/5.0',
  browser: 'Firefox',
  sdk_name: '@weir/browser-sdk',
  sdk_version: '0.1.0',
  timestamp: '2026-11-21T01:02:03.456Z',
  client_timestamp: '2026-11-21T00:00:00.000Z',
})

test('leaves out what the gateway adds, and what is null', () => {
  expect(toWireEvent({ ...record })).toEqual({
    siteId: 'shop',
    userAgent: 'Mozilla/5.0',
    sdk: { name: '@weir/browser-sdk', version: '0.1.0' },
    event: {
      event_id: record.event_id,
      event_type: 'page_view',
      timestamp: '2026-11-21T01:02:03.456Z',
      session_id: 's-1',
      page_url: 'https://shop.example.com/',
      anonymous_id: 'a-1',
      seq: 3,
      value: 49.9,
      previous_instance: { instance_id: 'i-0', last_seq: 12 },
      properties: { sku: 'A1' },
    },
  })
})

test('makes events that the gateway accepts', () => {
  const startMs = Date.UTC(2026, 10, 1)
  const arrivals = [...syntheticArrivals({ seed: 2, startMs, hours: 4, visitsPerHour: 10 })]
  const faults = arrivals
    .map(({ record: stored }) => validateEvent(toWireEvent({ ...stored }).event))
    .filter(({ ok }) => !ok)
  expect(arrivals.length).toBeGreaterThan(300)
  expect(faults).toEqual([])
})

test('says nothing of a library that it does not know whole', () => {
  expect(toWireEvent({ ...record, sdk_version: null }).sdk).toBeUndefined()
})
