import { expect, test } from 'vitest'
import { envelope, event, testGateway } from '../support/gateway.ts'

const json = async (answer: Response) => (await answer.json()) as Record<string, unknown>

test('shows an event as the browser sent it, beside what was added and corrected', async () => {
  const gateway = await testGateway()
  const sent = event({ timestamp: '2026-01-01T00:00:00.000Z', properties: { own: 'ü' } })
  const sentAt = '2026-01-01T00:00:01.000Z'
  const sdk = { name: 'test', version: '1', more: 'x'.repeat(1000) }
  await gateway.post(envelope([{ odd: true }, sent], { sent_at: sentAt, sdk }))
  const answer = await gateway.get(`/console/api/raw?event_id=x&event_id=${String(sent.event_id)}`)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await json(answer)).toEqual({
    sent_at: sentAt,
    sdk: { name: 'test', version: '1' },
    event: sent,
  })
  const unknown = await gateway.get('/console/api/raw?event_id=x')
  expect([unknown.status, (await json(unknown)).code]).toEqual([404, 'not_found'])
  await fetch(`${gateway.url}/console/api/reset`, { method: 'POST' })
  const gone = await gateway.get(`/console/api/raw?event_id=${String(sent.event_id)}`)
  expect(gone.status).toBe(404)
})

test('keeps as it came only the latest thousand', async () => {
  const gateway = await testGateway()
  const sent = Array.from({ length: 1001 }, () => event())
  const [first, ...others] = sent
  await gateway.post(envelope([first]))
  await gateway.post(envelope(others))
  const statusOf = async (one: Record<string, unknown> | undefined) =>
    (await gateway.get(`/console/api/raw?event_id=${String(one?.event_id)}`)).status
  expect(await statusOf(first)).toBe(404)
  expect(await statusOf(others[0])).toBe(200)
  expect(await statusOf(others.at(-1))).toBe(200)
})

test.each([
  ['strip', 404],
  ['ignore', 200],
])(
  'keeps nothing more of who asks not to be tracked than is stored: %s',
  async (policy, status) => {
    const gateway = await testGateway({ env: { WEIR_PRIVACY_SIGNALS: policy } })
    const sent = event()
    await gateway.post(envelope([sent]), { 'sec-gpc': '1' })
    const answer = await gateway.get(`/console/api/raw?event_id=${String(sent.event_id)}`)
    expect(answer.status).toBe(status)
  },
)

test('says how the gateway is set up and how it is, and no secret', async () => {
  const gateway = await testGateway({ env: { WEIR_REDIS_URL: 'redis://user:secret@127.0.0.1:1' } })
  const text = await (await gateway.get('/console/api/facts')).text()
  expect(text).not.toContain('secret')
  expect(JSON.parse(text)).toMatchObject({
    sink: 'memory',
    codec: 'ndjson',
    processes: [{ draining: false, store: { ok: true }, sink: { state: 'ready' } }],
  })
})
