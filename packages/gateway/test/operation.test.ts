import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { link, open, rename, rm, writeFile } from 'node:fs/promises'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { demoSite, envelope, event, temporaryFolder, testGateway } from './support/gateway.ts'
import { gaugeNames, metricNames } from '../src/metrics.ts'
import { heldSink } from './support/held-sink.ts'

const scrape = async (gateway: { adminUrl: string }) => {
  const text = await (await fetch(`${gateway.adminUrl}/metrics`)).text()
  return (name: string) =>
    Number(new RegExp(`^weir_${name}(?:\\{[^}]*\\})? (\\S+)$`, 'mu').exec(text)?.[1])
}

test('answers as soon as events are in the spool, and delivers them when the sink is back', async () => {
  const sink = heldSink()
  const gateway = await testGateway({ sink })
  expect((await gateway.post(envelope([event(), event()]))).status).toBe(202)
  expect(sink.lines()).toEqual([])
  sink.release()
  expect(await gateway.drain()).toBe(true)
  expect(sink.lines()).toHaveLength(2)
  expect(gateway.metrics.counts.delivered.get('events')).toBe(2)
})

test('keeps what is not delivered for the next start', async () => {
  const folder = await temporaryFolder()
  const sink = heldSink()
  const first = await testGateway({ sink, folder, env: { WEIR_SHUTDOWN_MS: '50' } })
  const sent = [event(), event(), event()]
  for (const each of sent) await first.post(envelope([each]))
  expect(await first.drain()).toBe(false)
  await sink.close()
  sink.release()
  const second = await testGateway({ folder })
  await second.drain()
  const ids = second.sink.events.map((line) => (JSON.parse(line) as { event_id: string }).event_id)
  expect(ids).toEqual(sent.map((each) => each.event_id))
})

test('waits for the sink when there is no spool, and says 503 when it does not come', async () => {
  const sink = heldSink()
  const gateway = await testGateway({ sink, env: { WEIR_SPOOL: 'off' } })
  const waiting = gateway.post(envelope([event()]))
  const first = await Promise.race([
    waiting,
    fetch(`${gateway.url}/livez`).then(() => 'still waiting'),
  ])
  expect(first).toBe('still waiting')
  sink.release()
  expect((await waiting).json).toEqual({ accepted: 1 })
  await sink.close()
  const refused = await gateway.post(envelope([event()]))
  expect([refused.status, refused.json.code]).toEqual([503, 'storage_unavailable'])
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/u)
  expect(gateway.metrics.counts).toMatchObject({ received: 1, accepted: 1, unexpected: 0 })
})

test('counts every event once: received = accepted + rejected, accepted = delivered', async () => {
  const gateway = await testGateway()
  await gateway.post(envelope([event(), event({ page_url: 'x' }), 7, event()]))
  await gateway.post(envelope([event({ event_type: 'NO' })]))
  await gateway.post('{')
  const value = await scrape(gateway)
  expect([value('events_received_total'), value('events_accepted_total')]).toEqual([5, 2])
  expect(value('events_rejected_total')).toBe(3)
  expect(value('unexpected_total')).toBe(0)
  expect(value('request_seconds_count')).toBe(3)
  await gateway.drain()
  expect(Object.fromEntries(gateway.metrics.counts.delivered)).toEqual({ events: 2, rejected: 3 })
})

test.each([{}, { WEIR_SPOOL: 'off' }])(
  'shows every metric of the manual, whatever it is configured for: %o',
  async (env) => {
    const { adminUrl } = await testGateway({ env })
    const text = await (await fetch(`${adminUrl}/metrics`)).text()
    const shown = Array.from(text.matchAll(/^# TYPE weir_(\w+) /gmu), ([, name]) => name)
    expect(new Set(shown)).toEqual(new Set(metricNames))
    const valued = gaugeNames.filter((name) => new RegExp(`^weir_${name} \\d`, 'mu').test(text))
    expect(valued).toEqual(gaugeNames)
  },
)

test('is ready, then draining, then gone', async () => {
  const sink = heldSink()
  const gateway = await testGateway({ sink })
  expect((await gateway.get('/livez')).status).toBe(200)
  const ready = await gateway.get('/readyz')
  expect([ready.status, await ready.json()]).toMatchObject([200, { status: 'ok' }])
  await gateway.post(envelope([event()]))
  const drained = gateway.drain()
  const draining = await fetch(`${gateway.adminUrl}/readyz`)
  expect(draining.status).toBe(503)
  expect(await draining.json()).toMatchObject({ checks: { draining: { ok: false } } })
  sink.release()
  expect(await drained).toBe(true)
  await expect(gateway.get('/livez')).rejects.toThrow('fetch failed')
})

test('ends as soon as the last request has its answer, though its client keeps the connection', async () => {
  const gateway = await testGateway({ env: { WEIR_SHUTDOWN_MS: '3000' } })
  const agent = new Agent({ keepAlive: true })
  onTestFinished(() => agent.destroy())
  const headers = { 'content-type': 'application/json', expect: '100-continue' }
  const sent = request(`${gateway.url}/v1/events`, { method: 'POST', agent, headers })
  const answered = once(sent, 'response') as Promise<IncomingMessage[]>
  // The gateway has the head of the request, and waits for its body.
  sent.flushHeaders()
  await once(sent, 'continue')
  const drained = gateway.drain()
  sent.end(JSON.stringify(envelope([event()])))
  const [answer] = await answered
  answer?.resume()
  expect(answer?.statusCode).toBe(202)
  expect(await drained).toBe(true)
})

test('ends although an operator has opened a connection and asks nothing over it', async () => {
  const gateway = await testGateway()
  for (const words of ['', 'GET /metrics HTTP/1.1\r\n']) {
    const socket = connect(Number(new URL(gateway.adminUrl).port), '127.0.0.1')
    socket.on('error', () => undefined)
    onTestFinished(() => void socket.destroy())
    await once(socket, 'connect')
    socket.write(words)
  }
  // Taken up after those.
  await scrape(gateway)
  expect(await gateway.drain()).toBe(true)
})

test('reads the sites again, and keeps the old ones when the new are wrong', async () => {
  const gateway = await testGateway()
  const file = join(gateway.folder, 'sites.json')
  const post = async (write_key: string) =>
    (await gateway.post(envelope([event()], { write_key }))).status
  await writeFile(file, JSON.stringify({ sites: [{ ...demoSite, write_keys: ['wk_new'] }] }))
  await gateway.reload()
  expect([await post('wk_new'), await post('wk_demo')]).toEqual([202, 401])
  await writeFile(file, '{"sites":[]}')
  await expect(gateway.reload()).rejects.toThrow('#/sites must list sites')
  expect(await post('wk_new')).toBe(202)
})

test('serves the sites that it was asked for last, though it was longer with those of before', async () => {
  const gateway = await testGateway()
  const file = join(gateway.folder, 'sites.json')
  const [pipe, fresh] = [`${file}.pipe`, `${file}.fresh`]
  const sitesOf = (key: string) => JSON.stringify({ sites: [{ ...demoSite, write_keys: [key] }] })
  await promisify(execFile)('mkfifo', [pipe])
  await writeFile(fresh, sitesOf('wk_new'))
  await rm(file)
  await link(pipe, file)
  const first = gateway.reload()
  // Opens when it is being read; it is read to its end when this closes it.
  const writer = await open(pipe, 'w')
  await rename(fresh, file)
  const second = gateway.reload()
  // Time for it to overtake.
  for (let n = 0; n < 5; n++) await gateway.get('/livez')
  await writer.writeFile(sitesOf('wk_old'))
  await writer.close()
  await Promise.all([first, second])
  const { status } = await gateway.post(envelope([event()], { write_key: 'wk_new' }))
  expect(status).toBe(202)
})

test('writes no body, no cookie and no full address into its log', async () => {
  const gateway = await testGateway({ env: { WEIR_COOKIE: 'weir_id', WEIR_TRUST_PROXY: '1' } })
  const headers = { cookie: 'weir_id=secretcookie1', 'x-forwarded-for': '203.0.113.77' }
  await gateway.post(envelope([event({ user_id: 'secretuser' })]), headers)
  await gateway.post('{"secretbody', headers)
  await gateway.post(envelope([event()], { write_key: 'secretkey' }), headers)
  await gateway.drain()
  expect(gateway.log).toHaveLength(2)
  for (const secret of ['secretcookie', 'secretuser', 'secretbody', 'secretkey', '203.0.113.77']) {
    expect(gateway.log.join('')).not.toContain(secret)
  }
})
