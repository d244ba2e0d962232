import { expect, test } from 'vitest'
import { envelope, event, testGateway } from '../support/gateway.ts'

const names = ({ headers }: { headers: Headers }): string[] => [...headers.keys()].toSorted()

/** Every header on an answer to a beacon is paid for a million times: a new one needs a reason. */
test('puts nothing on the answer to a beacon that is not needed', async () => {
  const gateway = await testGateway()
  const own = ['x-content-type-options', 'x-request-id']
  const http = ['connection', 'content-length', 'content-type', 'date', 'keep-alive', 'vary']
  const answer = await gateway.post(envelope([event()]))
  expect(names(answer)).toEqual([...http, ...own].toSorted())
  const cors = ['credentials', 'origin'].map((name) => `access-control-allow-${name}`)
  const listed = await gateway.post(envelope([event()]), { origin: 'https://shop.example.com' })
  const exposed = 'access-control-expose-headers'
  expect(names(listed)).toEqual([...http, ...own, ...cors, exposed].toSorted())
})

test('lets a page of any kind show the pixel', async () => {
  const gateway = await testGateway()
  const { headers } = await gateway.get('/v1/pixel.gif?k=wk_demo')
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect(headers.get('access-control-allow-origin')).toBe('*')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test.each([
  '/console/api/summary',
  '/console/api/good',
  '/console/api/stream',
  '/console/api/live',
])('keeps what people look at to itself: %s', async (path) => {
  const gateway = await testGateway()
  const { headers, body } = await gateway.get(path, { origin: 'https://evil.test' })
  await body?.cancel()
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('access-control-allow-origin')).toBeNull()
  expect(headers.get('strict-transport-security')).toBeNull()
})

test('lets a refusal load and do nothing, should a browser show it', async () => {
  const gateway = await testGateway()
  for (const path of ['/nothing', '/v1/events', '/v1/pixel.gif?k=x']) {
    const { headers, status } = await gateway.get(path)
    expect([path, status >= 400]).toEqual([path, true])
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})
