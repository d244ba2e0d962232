import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { appParts } from '../support/app-parts.ts'
import { envelope, event } from '../support/gateway.ts'

test('ends a client that never finishes its body, and stores nothing of it', async () => {
  const parts = await appParts()
  const app = await buildApp(parts)
  onTestFinished(() => app.close())
  expect(app.server.requestTimeout).toBe(30_000)
  // The same rule, sooner. Node looks at its connections every two seconds.
  app.server.headersTimeout = 100
  app.server.requestTimeout = 100
  await app.listen({ host: '127.0.0.1', port: 0 })
  const body = JSON.stringify(envelope([event()]))
  const head = `POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n`
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk))
  socket.write(head + body.slice(0, -5))
  await once(socket, 'close')
  expect(answer).toMatch(/^HTTP\/1\.1 408 /u)
  expect(parts.metrics.counts).toMatchObject({ received: 0, accepted: 0, unexpected: 0 })
})
