import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import {
  startTestGateway,
  type TestGateway,
  type TestGatewayOptions,
} from '../../src/testing/index.ts'
import { envelope, event } from '../support/gateway.ts'

async function start(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const weir = await startTestGateway(options)
  onTestFinished(() => weir.close())
  return weir
}

const send = (
  weir: TestGateway,
  events: readonly unknown[],
  headers: Record<string, string> = {},
) =>
  fetch(`${weir.endpoint}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(envelope(events, { write_key: weir.writeKey })),
  })

test('shows events as they are stored, and the rest with its reasons', async () => {
  const weir = await start()
  const sent = event({ event_type: 'purchase', value: 14, page_url: 'http://shop.test/thanks?q=1' })
  const { status } = await send(weir, [sent, event({ event_type: 'Purchase' })])
  expect(status).toBe(202)
  const found = await weir.expectEvent({ event_type: 'purchase', page_path: '/thanks' })
  expect(found).toMatchObject({ event_id: sent.event_id, site_id: 'test', value: 14 })
  expect(weir.rejected()).toMatchObject([{ code: 'schema', event: { event_type: 'Purchase' } }])
})

test('holds pages to the origins that it was given', async () => {
  const weir = await start({ origins: ['http://localhost:3000'], writeKey: 'wk_other' })
  const own = await send(weir, [event()], { origin: 'http://localhost:3000' })
  const other = await send(weir, [event()], { origin: 'http://localhost:3001' })
  expect([own.status, other.status]).toEqual([202, 403])
  await expect(weir.expectEvent({ event_type: 'none' }, { timeoutMs: 0 })).rejects.toThrow(
    '1 × 403 origin_not_allowed',
  )
})

test('takes further settings, and says which one is wrong', async () => {
  const weir = await start({ environment: { WEIR_MAX_EVENTS: '1' } })
  expect((await send(weir, [event(), event()])).status).toBe(413)
  const wrong = startTestGateway({ environment: { WEIR_MAX_EVENTS: 'many' } })
  await expect(wrong).rejects.toThrow('WEIR_MAX_EVENTS')
})

test('takes events although the test has kept their process busy', async () => {
  const weir = await start()
  // Twice as late as a gateway in service lets itself be: it looks at the mean of what it saw.
  for (let turn = 0; turn < 2; turn++) {
    const until = performance.now() + 2200
    while (performance.now() < until);
    await new Promise((resolve) => void setTimeout(resolve, 1))
  }
  expect((await send(weir, [event()])).status).toBe(202)
})

test('serves the script that it was given', async () => {
  const weir = await start({ sdkScript: Buffer.from('1') })
  expect(await (await fetch(`${weir.endpoint}/weir.js`)).text()).toBe('1')
})

test('says that its port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  await expect(startTestGateway({ port })).rejects.toThrow('EADDRINUSE')
})

/** Sooner than a gateway in service gives such a page up, in milliseconds. */
const soonMs = 20_000

test(
  'is not held by a page whose request never ends',
  async () => {
    const weir = await startTestGateway()
    const { hostname, port } = new URL(weir.endpoint)
    const page = connect(Number(port), hostname)
    onTestFinished(() => void page.destroy())
    page.write('POST /v1/events HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 9\r\n\r\n{')
    // Whoever comes after it is answered: so it has been heard as well.
    expect((await send(weir, [event()])).status).toBe(202)
    await weir.close()
    await expect(send(weir, [event()])).rejects.toThrow('fetch failed')
  },
  soonMs,
)

test('is gone when it is closed', async () => {
  const weir = await startTestGateway()
  await weir.close()
  await expect(send(weir, [event()])).rejects.toThrow('fetch failed')
})
