import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createKinesisServer } from '@weir/local'
import { validateStoredRecord } from '@weir/schema/validate'
import { expect, onTestFinished, test } from 'vitest'
import { readOptions, type TrafficOptions } from '../src/options.ts'
import { runTraffic } from '../src/run-traffic.ts'
import { createGatewaySender } from '../src/send/gateway-sender.ts'
import { createKinesisSender } from '../src/send/kinesis-sender.ts'

interface Asked {
  readonly agent: string | undefined
  readonly country: string | string[] | undefined
  readonly body: { write_key: string; events: unknown[] }
}

/** Answers as a gateway does, and keeps what it was asked. */
async function fakeGateway(status: number) {
  const asked: Asked[] = []
  const server = createServer((request, response) => void answer(request, response))
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request)
    if (request.method === 'POST') {
      const { 'user-agent': agent, 'cloudfront-viewer-country': country } = request.headers
      asked.push({ agent, country, body: JSON.parse(body) as Asked['body'] })
    }
    const accepted = asked.at(-1)?.body.events.length ?? 0
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(status === 202 ? { accepted } : { code: 'overloaded' }))
  }
  server.listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  onTestFinished(() => void server.close())
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const options = (words: readonly string[]): TrafficOptions =>
  readOptions(['--rate', '2000', '--seconds', '1', ...words])
const never = new AbortController().signal

test('sends the events of a second to the gateway, each visitor with headers of their own', async () => {
  const { asked, url } = await fakeGateway(202)
  const chosen = options(['--gateway', url, '--write-key', 'wk_mine'])
  const report = await runTraffic(chosen, createGatewaySender(chosen), never).done
  expect(report.accepted).toBeGreaterThanOrEqual(2000)
  expect(report.accepted).toBeLessThan(2100)
  expect(report.answers).toEqual(new Map([['202', asked.length]]))
  expect(new Set(asked.map(({ agent }) => agent)).size).toBeGreaterThan(5)
  expect(new Set(asked.map(({ country }) => country)).size).toBeGreaterThan(5)
  expect(asked[0]?.body.write_key).toBe('wk_mine')
})

test('counts what a gateway refuses', async () => {
  const { asked, url } = await fakeGateway(503)
  const chosen = options(['--gateway', url])
  const report = await runTraffic(chosen, createGatewaySender(chosen), never).done
  expect(report).toMatchObject({ accepted: 0, answers: new Map([['503', asked.length]]) })
})

test('says in one line that nothing answers', async () => {
  const chosen = options(['--gateway', 'http://127.0.0.1:1'])
  await expect(runTraffic(chosen, createGatewaySender(chosen), never).done).rejects.toThrow(
    'nothing answers at http://127.0.0.1:1 (ECONNREFUSED): is it running? --gateway URL names another',
  )
})

test('writes stored records into Kinesis, as a producer without a gateway', async () => {
  const server = await createKinesisServer({ streams: [{ name: 'events', shards: 4 }] })
  onTestFinished(server.close)
  const sender = createKinesisSender({ stream: 'events', endpoint: server.url })
  const report = await runTraffic(options(['--rate', '500']), sender, never).done
  const lines = server.control
    .records('events')
    .flatMap(({ data }) => data.toString().trimEnd().split('\n'))
  expect(report.accepted).toBe(lines.length)
  expect(lines.length).toBeGreaterThanOrEqual(500)
  for (const line of lines) {
    expect(validateStoredRecord(JSON.parse(line))).toMatchObject({ ok: true })
  }
})

test('says in one line that there is no such stream', async () => {
  const server = await createKinesisServer({ streams: [] })
  onTestFinished(server.close)
  const sender = createKinesisSender({ stream: 'events', endpoint: server.url })
  await expect(runTraffic(options([]), sender, never).done).rejects.toThrow(
    /^cannot write to the stream events at http:\S+ \(ResourceNotFoundException: /u,
  )
})
