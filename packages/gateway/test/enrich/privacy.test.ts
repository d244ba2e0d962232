import { expect, test } from 'vitest'
import { demoSite, drained, envelope, event, testGateway } from '../support/gateway.ts'

const ids = { anonymous_id: 'a-1', user_id: 'u-1' }

test.each([
  ['sec-gpc', '1'],
  ['dnt', '1'],
  ['dnt', '1, 1'],
])('stores no ids and no address when %s: %s asks for it', async (header, value) => {
  const gateway = await testGateway()
  await gateway.post(envelope([event(ids)]), { [header]: value })
  const [record = {}] = await drained(gateway)
  expect(record).toMatchObject({ session_id: expect.any(String) as string })
  for (const name of ['anonymous_id', 'user_id', 'network_id', 'ip_address']) {
    expect(record).not.toHaveProperty(name)
  }
})

test('stores no ids of a rejected event either, and keeps the rest of it as it came', async () => {
  const gateway = await testGateway()
  const { anonymous_id: _anonymous, user_id: _user, ...wrong } = event({ page_url: 'x' })
  await gateway.post(envelope([{ ...wrong, ...ids }, ['anonymous_id'], null]), { 'sec-gpc': '1' })
  const records = await drained(gateway, 'rejected')
  expect(records.map((record) => record.event)).toEqual([wrong, ['anonymous_id'], null])
  expect(records.map((record) => record.ip_address)).toEqual([undefined, undefined, undefined])
})

test('keeps a rejected event whole where nothing was asked', async () => {
  const gateway = await testGateway()
  const wrong = event({ page_url: 'x', ...ids })
  await gateway.post(envelope([wrong]))
  expect(await drained(gateway, 'rejected')).toMatchObject([{ event: wrong }])
})

test('stores nothing at all where the policy says drop, and says so', async () => {
  const gateway = await testGateway({ env: { WEIR_PRIVACY_SIGNALS: 'drop' } })
  const { json } = await gateway.post(envelope([event(ids)]), { 'sec-gpc': '1' })
  expect(json).toMatchObject({ accepted: 0, rejected: [{ index: 0, code: 'privacy_signal' }] })
  expect(await drained(gateway)).toEqual([])
  expect(gateway.sink.rejected).toEqual([])
  expect(gateway.metrics.counts.received).toBe(1)
})

test('stores everything where a site says ignore', async () => {
  const site = { ...demoSite, privacy_signals: 'ignore', ip: 'full' }
  const gateway = await testGateway({ sites: [site] })
  await gateway.post(envelope([event(ids)]), { 'sec-gpc': '1' })
  expect(await drained(gateway)).toMatchObject([{ ...ids, ip_address: '127.0.0.1' }])
})

test('corrects the clock of a client by the time it says it sent', async () => {
  const now = Date.parse('2026-11-21T12:00:00.000Z')
  const gateway = await testGateway({ now: () => now })
  const sent_at = '2026-11-21T15:00:00.000Z'
  const timestamp = '2026-11-21T14:59:00.000Z'
  await gateway.post(envelope([event({ timestamp })], { sent_at }))
  expect(await drained(gateway)).toMatchObject([
    {
      timestamp: '2026-11-21T11:59:00.000Z',
      client_timestamp: timestamp,
      received_at: '2026-11-21T12:00:00.000Z',
    },
  ])
})
