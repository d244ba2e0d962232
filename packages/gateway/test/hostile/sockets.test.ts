import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { envelope, event, testGateway } from '../support/gateway.ts'

/** A connection that is written to by hand. */
async function open(url: string): Promise<Socket> {
  const { port } = new URL(url)
  const socket = connect(Number(port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

/** Everything that comes back until the server closes. */
async function talk(url: string, text: string): Promise<string> {
  const socket = await open(url)
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk))
  socket.on('error', () => undefined) // A reset is an end as well.
  socket.write(text)
  await new Promise((resolve) => socket.on('close', resolve))
  return answer
}

const body = JSON.stringify(envelope([event()]))
const bytes = Buffer.byteLength(body)
const head = (lines: readonly string[]) =>
  [
    'POST /v1/events HTTP/1.1',
    'Host: a',
    'Connection: close',
    'Content-Type: text/plain',
    ...lines,
    '',
    '',
  ].join('\r\n')
const hidden = 'GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n'

const shapes: readonly [string, string][] = [
  ['two lengths that differ', head([`Content-Length: ${bytes}`, 'Content-Length: 5']) + body],
  [
    'a length and chunks',
    head([`Content-Length: ${bytes}`, 'Transfer-Encoding: chunked']) + `0\r\n\r\n${hidden}`,
  ],
  [
    'a transfer encoding that is none',
    head(['Transfer-Encoding: xchunked']) + `0\r\n\r\n${hidden}`,
  ],
  [
    'two transfer encodings',
    head(['Transfer-Encoding: chunked', 'Transfer-Encoding: identity']) + `0\r\n\r\n${hidden}`,
  ],
  ['a space before the colon', head([`Content-Length : ${bytes}`]) + body],
  ['a header that is folded', head(['X-A: b', ` Content-Length: ${bytes}`]) + body],
  ['a length that is negative', head(['Content-Length: -1']) + body],
  ['a length with a sign', head([`Content-Length: +${bytes}`]) + body],
  [
    'a chunk whose size is nonsense',
    head(['Transfer-Encoding: chunked']) + `zz\r\n${body}\r\n0\r\n\r\n`,
  ],
  [
    'a line that ends in a line feed alone',
    `POST /v1/events HTTP/1.1\nHost: a\nContent-Length: 0\n\n${hidden}`,
  ],
  ['a zero byte in a header', head(['X-A: \0', 'Content-Length: 0'])],
  ['a head of 100 kB', head([`X-A: ${'x'.repeat(100_000)}`])],
  ['a version that is none', 'GET / HTTP/9.9\r\nHost: a\r\n\r\n'],
  ['no host', `GET /livez HTTP/1.1\r\n\r\n${hidden}`],
  ['a request for a tunnel', `CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n${hidden}`],
  ['a path that is none', 'GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
]
test.each(shapes)('answers %s with one refusal on either side, and closes', async (_name, text) => {
  const gateway = await testGateway()
  for (const url of [gateway.url, gateway.adminUrl]) {
    const answer = await talk(url, text)
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /u)
    expect(answer.match(/HTTP\/1\.1 /gu)).toHaveLength(1)
    expect(answer).toMatch(/^x-request-id: \S+/mu)
    expect(answer).toMatch(/^content-type: application\/problem\+json/mu)
    expect(answer).toMatch(/"code":"[a-z_]+"/u)
    expect(answer).not.toContain('smuggled')
  }
  expect(gateway.metrics.counts).toMatchObject({ received: 0, unexpected: 0 })
})

test('takes chunks, and pipelined requests one after the other', async () => {
  const gateway = await testGateway()
  const chunks = `${bytes.toString(16)};x=y\r\n${body}\r\n0\r\n\r\n`
  expect(await talk(gateway.url, head(['Transfer-Encoding: chunked']) + chunks)).toContain(
    '{"accepted":1}',
  )
  const keep = head([`Content-Length: ${bytes}`]).replace('Connection: close\r\n', '') + body
  const last = head([`Content-Length: ${bytes}`]) + body
  const answer = await talk(gateway.url, keep + keep + last)
  expect(answer.match(/\{"accepted":1\}/gu)).toHaveLength(3)
})

test('serves a request that expects something unheard of', async () => {
  const gateway = await testGateway()
  const answer = await talk(gateway.url, head([`Content-Length: ${bytes}`, 'Expect: tea']) + body)
  expect(answer).toMatch(/^HTTP\/1\.1 202 /u)
})

test('ends a client that never finishes its head, and serves the others meanwhile', async () => {
  const gateway = await testGateway()
  const slow = Array.from({ length: 50 }, async () => {
    const socket = await open(gateway.url)
    socket.on('error', () => undefined)
    socket.resume().write('POST /v1/events HTTP/1.1\r\nHost: a\r\n')
    await new Promise((resolve) => socket.on('close', resolve))
  })
  expect((await gateway.post(envelope([event()]))).status).toBe(202)
  await Promise.all(slow)
  expect(gateway.metrics.counts.unexpected).toBe(0)
}, 30_000)

test('stores nothing of a client that goes away in the middle of its body', async () => {
  const gateway = await testGateway()
  const socket = await open(gateway.url)
  socket.write(head([`Content-Length: ${bytes}`]) + body.slice(0, -5))
  socket.destroy()
  await once(socket, 'close')
  expect((await gateway.post(envelope([event()]))).status).toBe(202)
  await gateway.drain()
  expect(gateway.sink.events).toHaveLength(1)
  expect(gateway.metrics.counts.unexpected).toBe(0)
})

test('answers a client that has closed its side behind a whole request', async () => {
  const gateway = await testGateway()
  const socket = await open(gateway.url)
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk))
  socket.end(head([`Content-Length: ${bytes}`]).replace('Connection: close\r\n', '') + body)
  await once(socket, 'close')
  expect(answer).toMatch(/^HTTP\/1\.1 202 /u)
})

test('stores nothing of a body that ended early, and lets the connection go', async () => {
  const gateway = await testGateway()
  const socket = await open(gateway.url)
  socket.resume().end(head([`Content-Length: ${bytes + 1}`]) + body)
  await once(socket, 'close')
  await gateway.drain()
  expect(gateway.metrics.counts).toMatchObject({ received: 0, unexpected: 0 })
})
