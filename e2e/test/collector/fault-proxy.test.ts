import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Fault, limitOf } from '../../src/collector/fault.ts'
import { type FaultProxy, startFaultProxy } from '../../src/collector/fault-proxy.ts'

const origin = 'http://shop.localhost:8090'
let gateway: Server
let proxy: FaultProxy
let taken: string[]

beforeEach(async () => {
  taken = []
  gateway = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      taken.push(body)
      response.writeHead(202, { 'x-from': 'gateway' }).end('{"accepted":1}')
    })
  })
  await new Promise<void>((resolve) => {
    gateway.listen(0, '127.0.0.1', resolve)
  })
  proxy = await startFaultProxy(`http://127.0.0.1:${(gateway.address() as AddressInfo).port}`)
})
afterEach(async () => {
  await proxy.close()
  gateway.closeAllConnections()
  gateway.close()
})

const post = (body: string): Promise<Response> =>
  fetch(`${proxy.url}/v1/events`, { method: 'POST', body, headers: { origin } })

test('passes a request on and gives the answer back', async () => {
  const response = await post('one')
  expect([response.status, response.headers.get('x-from')]).toEqual([202, 'gateway'])
  expect(taken).toEqual(['one'])
  expect(proxy.seen).toMatchObject([{ origin, bytes: 3, status: 202 }])
})
test('answers with a status that the page may read, and the gateway sees nothing', async () => {
  proxy.fault = limitOf(3, 'seconds')
  const { status, headers } = await post('one')
  expect([status, headers.get('retry-after')]).toEqual([429, '3'])
  expect(headers.get('access-control-allow-origin')).toBe(origin)
  expect(headers.get('access-control-expose-headers')).toContain('retry-after')
  expect(taken).toEqual([])
})
test('ends a limit by itself', async () => {
  proxy.fault = { kind: 'limited', retryAfter: () => undefined }
  expect((await post('one')).status).toBe(202)
})
test('limits from the first request on, in whole seconds or to a date', () => {
  const at = Date.UTC(2026, 10, 21, 1, 2, 3, 400)
  const ask = (fault: Fault, ms: number) => fault.kind === 'limited' && fault.retryAfter(at + ms)
  const seconds = limitOf(2, 'seconds')
  expect([0, 1500, 1999, 2000].map((ms) => ask(seconds, ms))).toEqual(['2', '1', '1', undefined])
  const date = limitOf(2, 'date')
  const text = 'Sat, 21 Nov 2026 01:02:06 GMT'
  expect([0, 2599, 2600].map((ms) => ask(date, ms))).toEqual([text, text, undefined])
})
test('answers without CORS as a load balancer does', async () => {
  proxy.fault = { kind: 'bare', status: 503 }
  const { status, headers } = await post('one')
  expect([status, headers.get('access-control-allow-origin')]).toEqual([503, null])
})
test('refuses only what is larger than the limit', async () => {
  proxy.fault = { kind: 'too-large', aboveBytes: 3 }
  expect([(await post('one')).status, (await post('four')).status]).toEqual([202, 413])
  expect(taken).toEqual(['one'])
})
test('resets the connection', async () => {
  proxy.fault = { kind: 'reset' }
  await expect(post('one')).rejects.toThrow('fetch failed')
  expect(proxy.seen).toMatchObject([{ bytes: 3, status: undefined }])
  expect(taken).toEqual([])
})
test('has the gateway take a slow request before it is answered', async () => {
  proxy.fault = { kind: 'slow', ms: 300 }
  const answer = post('one')
  await expect.poll(() => taken).toEqual(['one'])
  expect(proxy.idleMs()).toBe(0)
  expect((await answer).status).toBe(202)
})
test('refuses connections until it listens again, on the same port', async () => {
  const { url } = proxy
  await proxy.refuse()
  await expect(post('one')).rejects.toThrow('fetch failed')
  await proxy.listen()
  expect([proxy.url, (await post('two')).status]).toEqual([url, 202])
})
