import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { expect, test } from 'vitest'
import { createMemorySink } from '../../src/sinks/memory-sink.ts'
import { envelope, event, testGateway } from '../support/gateway.ts'

type List = {
  events: {
    event_id?: string
    event_type?: string
    event?: { event_type: string; event_id?: string }
  }[]
}

test('shows the latest records of each kind, oldest first, and forgets them on reset', async () => {
  const gateway = await testGateway()
  const read = async (path: string) =>
    (await (await gateway.get(`/console/api/${path}`)).json()) as List
  const sent = [event({ event_type: 'a' }), event({ event_type: 'b' }), event({ event_type: 'a' })]
  await gateway.post(envelope([...sent, event({ event_type: 'NO' })]))
  const ids = sent.map((each) => each.event_id)
  expect((await read('good')).events.map((each) => each.event_id)).toEqual(ids)
  expect((await read('good?event_type=a')).events.map((each) => each.event_id)).toEqual([
    ids[0],
    ids[2],
  ])
  expect((await read('good?limit=1')).events.map((each) => each.event_id)).toEqual([ids[2]])
  expect((await read('rejected')).events.map((each) => each.event?.event_type)).toEqual(['NO'])
  expect((await read('rejected?event_type=a')).events).toEqual([])
  const summary = (await (await gateway.get('/console/api/summary')).json()) as object
  expect(summary).toMatchObject({ received: 4, accepted: 3, rejected: 1, unexpected: 0 })
  const reset = await fetch(`${gateway.url}/console/api/reset`, { method: 'POST' })
  expect(reset.status).toBe(204)
  expect(await read('good')).toEqual({ events: [] })
  await gateway.post(envelope([event()]))
  const after = (await (await gateway.get('/console/api/summary')).json()) as object
  expect(after).toMatchObject({ received: 1, accepted: 1, rejected: 0 })
})

test('shows rejected events also where no stream keeps them', async () => {
  const env = { WEIR_SINK: 'kinesis', WEIR_STREAM: 'events', WEIR_SPOOL: 'off' }
  const sink = Object.assign(createMemorySink(), { maxLineBytes: 2000, keepsRejected: false })
  const gateway = await testGateway({ env, sink })
  // What no stream takes cannot be too large for one.
  const large = event({ event_type: 'NO', text: 'x'.repeat(4000) })
  const { status, json } = await gateway.post(envelope([event(), large]))
  expect([status, json.accepted]).toEqual([202, 1])
  const { events } = (await (await gateway.get('/console/api/rejected')).json()) as List
  expect(events).toMatchObject([{ site_id: 'demo', event: { event_type: 'NO' } }])
  const summary = (await (await gateway.get('/console/api/summary')).json()) as object
  expect(summary).toMatchObject({ received: 2, accepted: 1, rejected: 1 })
  await gateway.drain()
  expect([sink.events.length, sink.rejected]).toEqual([1, []])
})

test.each([
  ['limit=', 3],
  ['limit=abc', 3],
  ['limit=-1', 3],
  ['limit=1.5', 3],
  ['event_type=', 3],
  ['nothing=known', 3],
  ['limit=0', 0],
  ['limit=1&limit=2', 2],
  ['event_type=none&event_type=a', 1],
])('answers %s with as many records as make sense', async (query, count) => {
  const gateway = await testGateway()
  await gateway.post(envelope([event(), event({ event_type: 'a' }), event()]))
  const { events } = (await (await gateway.get(`/console/api/good?${query}`)).json()) as List
  expect(events).toHaveLength(count)
})

test('keeps the latest thousand', async () => {
  const gateway = await testGateway()
  for (let n = 0; n < 3; n++) {
    await gateway.post(envelope(Array.from({ length: 900 }, () => event())))
  }
  const last = event()
  await gateway.post(envelope([last]))
  const { events } = (await (await gateway.get('/console/api/good')).json()) as List
  expect(events).toHaveLength(1000)
  expect(events.at(-1)?.event_id).toBe(last.event_id)
})

test('shows what each of many requests at once has stored', async () => {
  const gateway = await testGateway()
  const sent = Array.from({ length: 40 }, (_each, n) => event({ event_type: n % 5 ? 'a' : 'NO' }))
  await Promise.all(sent.map((each) => gateway.post(envelope([each]))))
  const idsIn = async (path: string) => {
    const { events } = (await (await gateway.get(`/console/api/${path}`)).json()) as List
    return events.map((each) => String(each.event_id ?? each.event?.event_id))
  }
  const ids = [...(await idsIn('good')), ...(await idsIn('rejected'))]
  expect(ids.toSorted()).toEqual(sent.map((each) => String(each.event_id)).toSorted())
})

test('streams records as they are stored', async () => {
  const gateway = await testGateway()
  const answer = await fetch(`${gateway.url}/console/api/stream`)
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  const sent = event()
  await gateway.post(envelope([sent]))
  let text = ''
  while (!/data: .*\n\n/u.test(text)) text += (await reader?.read())?.value ?? ''
  expect(text).toContain('event: good\ndata: {')
  expect(text).toContain(String(sent.event_id))
  // A reader who stays does not keep the gateway from closing.
  expect(await gateway.drain()).toBe(true)
})

test('lets no page of another site forget for it', async () => {
  const gateway = await testGateway()
  await gateway.post(envelope([event()]))
  const reset = (site: string) => {
    const sent = request(`${gateway.url}/console/api/reset`, {
      method: 'POST',
      headers: { 'sec-fetch-site': site },
    })
    sent.end()
    return once(sent, 'response') as Promise<[IncomingMessage]>
  }
  const [refused] = await reset('cross-site')
  expect(refused.statusCode).toBe(403)
  const [done] = await reset('same-origin')
  expect(done.statusCode).toBe(204)
})

test('is not there unless it is asked for', async () => {
  const gateway = await testGateway({ env: { WEIR_CONSOLE: '0' } })
  for (const path of ['good', 'rejected', 'summary', 'stream', 'reset']) {
    expect((await gateway.get(`/console/api/${path}`)).status).toBe(404)
  }
})

test.each(['stream', 'live'])('has no head of %s without the rest', async (path) => {
  const gateway = await testGateway()
  const answer = await fetch(`${gateway.url}/console/api/${path}`, { method: 'HEAD' })
  expect(answer.status).toBe(405)
})

test.each(['application/json', 'application/x-www-form-urlencoded', 'text/plain'])(
  'resets whatever an empty body of %s says it is',
  async (type) => {
    const gateway = await testGateway()
    const reset = await fetch(`${gateway.url}/console/api/reset`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: '',
    })
    expect(reset.status).toBe(204)
  },
)
