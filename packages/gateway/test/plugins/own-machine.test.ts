import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { expect, test } from 'vitest'
import { envelope, event, type TestGateway, testGateway } from '../support/gateway.ts'

async function statusOf(gateway: TestGateway, path: string, host: string): Promise<unknown> {
  const sent = request(`${gateway.url}${path}`, { headers: { host } })
  sent.end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  answer.destroy()
  return answer.statusCode
}

const paths = ['/console/api/good', '/console/api/stream', '/console/api/archive/files']
const foreign = [
  'rebound.example.com',
  'localhost.example.com',
  '127.0.0.1.nip.io',
  '10.0.0.1',
  '[::2]',
]

test('a name that leads to this machine by DNS alone reads nothing of the live page', async () => {
  const gateway = await testGateway()
  for (const path of paths) {
    for (const host of foreign)
      expect([host, await statusOf(gateway, path, host)]).toEqual([host, 403])
  }
})

test.each([
  'localhost',
  'LOCALHOST:8080',
  '127.0.0.1:80',
  '127.1.2.3',
  '[::1]:8080',
  'shop.localhost',
])('is served as %s', async (host) => {
  const gateway = await testGateway()
  expect(await statusOf(gateway, '/console/api/summary', host)).toBe(200)
})

test('events come in under any name', async () => {
  const gateway = await testGateway()
  const answer = await gateway.post(envelope([event()]), { host: 'c.example.com' })
  expect(answer.status).toBe(202)
})

test.each([{ WEIR_HOST: '0.0.0.0' }, { WEIR_TRUST_PROXY: '1' }])(
  'is as public as it is made: %o',
  async (env) => {
    const gateway = await testGateway({ env })
    expect(await statusOf(gateway, '/console/api/summary', 'weir.internal')).toBe(200)
  },
)
