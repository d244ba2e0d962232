import { expect, test } from 'vitest'
import { envelope, event, testGateway } from '../support/gateway.ts'
import { count } from '../support/survival.ts'

test('asks for smaller bodies where the spool is small, and takes the largest event', async () => {
  const gateway = await testGateway({ env: { WEIR_SPOOL_MAX_BYTES: '1 MiB' } })
  const refused = await gateway.post(
    envelope(Array.from({ length: 20 }, () => event({ properties: { blob: 'x'.repeat(15_000) } }))),
  )
  expect([refused.status, refused.json.code]).toEqual([413, 'body_too_large'])
  expect((await gateway.get('/readyz')).status).toBe(200)
  const properties = { blob: '\u0001'.repeat(2728) }
  const url = `https://shop.example.com/${'é'.repeat(2000)}`
  const largest = event({
    properties,
    page_url: url,
    referrer: url,
    page_title: '\u0001'.repeat(512),
  })
  expect((await gateway.post(envelope([largest]))).json).toEqual({ accepted: 1 })
  const wrong = event({ blob: 'x'.repeat(64_000) })
  expect((await gateway.post(envelope([wrong]))).json).toMatchObject({ accepted: 0 })
  await gateway.drain()
  expect(gateway.sink.events).toEqual([expect.stringContaining(String(largest.event_id))])
  expect(count(await gateway.metrics.expose())).toMatchObject({ uncounted: 0, unexpected: 0 })
})

test('stores no event of a request whose rejected events have no room', async () => {
  const gateway = await testGateway({ env: { WEIR_SPOOL_MAX_BYTES: '1 MiB' } })
  const wrong = Array.from({ length: 5 }, () => event({ blob: 'x'.repeat(60_000) }))
  const refused = await gateway.post(envelope([event(), ...wrong]))
  expect([refused.status, refused.json.code]).toEqual([413, 'body_too_large'])
  await gateway.drain()
  expect(gateway.sink.events).toEqual([])
  expect(count(await gateway.metrics.expose())).toMatchObject({ uncounted: 0, unexpected: 0 })
})
