import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { type Balancer, createBalancer } from '../../faults/balancer.ts'

/** A program that answers with its name, and how often it was asked. */
async function startBackend(name: string) {
  const backend = { asked: 0, url: '' }
  const server = createServer((_request, response) => {
    backend.asked += 1
    response.end(name)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  backend.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  onTestFinished(close)
  return Object.assign(backend, { close })
}

async function startPair() {
  const backends = [await startBackend('a'), await startBackend('b')] as const
  const balancer = await createBalancer(() => backends.map(({ url }) => url))
  onTestFinished(() => balancer.close())
  return { backends, balancer }
}

/** The answer on a connection of its own; undefined for none. */
function ask({ url }: Balancer, signal?: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    const sent = request(url, { agent: false, ...(signal === undefined ? {} : { signal }) })
    sent.once('error', () => resolve(undefined))
    sent.once('response', (answer) => {
      answer.once('data', (chunk: Buffer) => resolve(chunk.toString()))
    })
    sent.end()
  })
}

test('takes one gateway after the other, and the other for one that is gone', async () => {
  const { backends, balancer } = await startPair()
  expect(new Set([await ask(balancer), await ask(balancer)])).toEqual(new Set(['a', 'b']))
  await backends[0].close()
  expect([await ask(balancer), await ask(balancer)]).toEqual(['b', 'b'])
  await backends[1].close()
  expect(await ask(balancer)).toBeUndefined()
})

test('loses answers of requests that arrive, and lets nobody in', async () => {
  const { backends, balancer } = await startPair()
  const asked = () => backends[0].asked + backends[1].asked
  balancer.weather = 'answers_lost'
  expect(await ask(balancer)).toBeUndefined()
  expect(asked()).toBe(1)
  balancer.weather = 'refused'
  expect(await ask(balancer)).toBeUndefined()
  expect(asked()).toBe(1)
  balancer.weather = 'fair'
  expect(await ask(balancer)).toMatch(/^[ab]$/u)
})

test('keeps silent, until its connections are reset', async () => {
  const { backends, balancer } = await startPair()
  balancer.weather = 'silent'
  const stopping = new AbortController()
  const answer = ask(balancer, stopping.signal)
  const first = await Promise.race([answer, reached(balancer)])
  expect(first).toBe('connected')
  balancer.reset()
  expect(await answer).toBeUndefined()
  expect(backends[0].asked + backends[1].asked).toBe(0)
})

/** Resolves when the balancer holds a second connection: the first is through to a gateway then. */
async function reached({ url }: Balancer): Promise<string> {
  const sent = request(url, { agent: false })
  sent.on('error', () => undefined)
  sent.end()
  const [socket] = (await once(sent, 'socket')) as [NodeJS.EventEmitter]
  await once(socket, 'connect')
  return 'connected'
}
