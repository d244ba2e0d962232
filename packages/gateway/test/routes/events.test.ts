import { randomBytes } from 'node:crypto'
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib'
import { invalidExamples, validExamples } from '@weir/schema/corpus'
import { validateRejectedRecord, validateStoredRecord } from '@weir/schema/validate'
import { expect, test } from 'vitest'
import { demoSite, drained, envelope, event, gzip, testGateway } from '../support/gateway.ts'

test('accepts events, says how many, and stores them as records', async () => {
  const gateway = await testGateway()
  const { status, json, headers } = await gateway.post(envelope([event(), event()]))
  expect([status, json]).toEqual([202, { accepted: 2 }])
  expect(headers.get('x-request-id')).toMatch(/^\S{8,}$/u)
  const records = await drained(gateway)
  expect(records).toHaveLength(2)
  for (const record of records) expect(validateStoredRecord(record)).toMatchObject({ ok: true })
})

test('stores every event of the corpus, or rejects it whole with its reason', async () => {
  const gateway = await testGateway()
  const good = await gateway.post(envelope(validExamples.map((each) => each.event)))
  expect(good.json).toEqual({ accepted: validExamples.length })
  // What JSON cannot carry arrives as something else.
  const sent = invalidExamples.filter(({ name }) => !/beyond all numbers|surrogate/u.test(name))
  const bad = await gateway.post(envelope(sent.map((each) => each.event)))
  expect(bad.json.accepted).toBe(0)
  const reasons = bad.json.rejected as { index: number; code: string; path: string }[]
  expect(reasons.map(({ index, code, path }) => [index, code, path])).toEqual(
    sent.map(({ path }, at) => [at, 'schema', path]),
  )
  const records = await drained(gateway, 'rejected')
  expect(records.map((record) => record.event)).toEqual(
    sent.map((each) => JSON.parse(JSON.stringify(each.event)) as unknown),
  )
  for (const record of records) expect(validateRejectedRecord(record)).toMatchObject({ ok: true })
  for (const line of gateway.sink.events) {
    expect(validateStoredRecord(JSON.parse(line))).toMatchObject({ ok: true })
  }
})

const body = envelope([event()])
const raw = JSON.stringify(body)
test.each([
  ['text/plain', raw, { 'content-type': 'text/plain;charset=UTF-8' }],
  ['identity', raw, { 'content-encoding': 'identity' }],
  ['gzip', gzipSync(raw), { 'content-encoding': 'gzip' }],
  ['deflate', deflateSync(raw), { 'content-encoding': 'deflate' }],
  ['deflate without its header', deflateRawSync(raw), { 'content-encoding': 'deflate' }],
  ['br', brotliCompressSync(raw), { 'content-encoding': 'br' }],
  ['zstd', zstdCompressSync(raw), { 'content-encoding': 'zstd' }],
])('takes %s', async (_name, sent, headers) => {
  const gateway = await testGateway()
  const { status, json } = await gateway.post(sent, { ...headers })
  expect([status, json]).toEqual([202, { accepted: 1 }])
})

test('takes the write key from the query', async () => {
  const gateway = await testGateway()
  const sent = envelope([event()], { write_key: undefined })
  expect((await gateway.post(sent, {}, '?k=wk_demo')).status).toBe(202)
  expect((await gateway.post(sent)).status).toBe(401)
})

const spaces = (bytes: number) => Buffer.alloc(bytes, ' ')
const refusals: readonly [string, unknown, Record<string, string>, number, string][] = [
  ['a body that is not JSON', '{', {}, 400, 'malformed_json'],
  ['an empty body', '', {}, 400, 'malformed_json'],
  ['a body that is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), {}, 400, 'malformed_json'],
  ['a body that is no envelope', '[]', {}, 400, 'invalid_envelope'],
  ['an envelope of null', 'null', {}, 400, 'invalid_envelope'],
  ['an envelope without events', envelope([]), {}, 400, 'invalid_envelope'],
  [
    'a body that is not what it says',
    'plain',
    { 'content-encoding': 'gzip' },
    400,
    'undecodable_body',
  ],
  [
    'half of a compressed body',
    gzip(body).subarray(0, 40),
    { 'content-encoding': 'gzip' },
    400,
    'undecodable_body',
  ],
  ['an unknown key', envelope([event()], { write_key: 'wk_x' }), {}, 401, 'unknown_write_key'],
  ['an unlisted origin', body, { origin: 'https://evil.test' }, 403, 'origin_not_allowed'],
  [
    'an origin that only begins right',
    body,
    { origin: 'https://shop.example.com.evil.test' },
    403,
    'origin_not_allowed',
  ],
  ['the origin null', body, { origin: 'null' }, 403, 'origin_not_allowed'],
  ['a body that is too large', spaces(1_048_577), {}, 413, 'body_too_large'],
  [
    'a body that expands too far',
    gzipSync(spaces(4_194_305)),
    { 'content-encoding': 'gzip' },
    413,
    'body_too_large',
  ],
  [
    'a body that expands too much',
    gzipSync(spaces(1_000_000)),
    { 'content-encoding': 'gzip' },
    413,
    'body_too_large',
  ],
  ['too many events', envelope(Array.from({ length: 1001 }, () => 1)), {}, 413, 'too_many_events'],
  [
    'another content type',
    '<x/>',
    { 'content-type': 'application/xml' },
    415,
    'unsupported_media_type',
  ],
  [
    'a form',
    'a=b',
    { 'content-type': 'application/x-www-form-urlencoded' },
    415,
    'unsupported_media_type',
  ],
  ['another encoding', raw, { 'content-encoding': 'compress' }, 415, 'unsupported_encoding'],
  ['two encodings', raw, { 'content-encoding': 'gzip, br' }, 415, 'unsupported_encoding'],
]
test.each(refusals)('refuses %s as a problem, and stores nothing', async (...given) => {
  const [, sent, sentHeaders, status, code] = given
  const gateway = await testGateway()
  const answer = await gateway.post(sent, sentHeaders)
  expect(answer.json).toMatchObject({ status, code, type: 'about:blank' })
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/u)
  expect(answer.json.request_id).toBe(answer.headers.get('x-request-id'))
  expect(await drained(gateway)).toEqual([])
  expect(gateway.sink.rejected).toEqual([])
  expect(gateway.metrics.counts).toMatchObject({ received: 0, accepted: 0, unexpected: 0 })
})

test('lets the client read the status of a 413 while it is still sending', async () => {
  const gateway = await testGateway()
  const { status } = await gateway.post(Buffer.alloc(8 * 1024 * 1024, ' '))
  expect(status).toBe(413)
  expect((await gateway.post(body)).status).toBe(202)
})

test.each([
  ['GET', '/v1/events', 405, 'method_not_allowed'],
  ['PUT', '/v1/events', 405, 'method_not_allowed'],
  ['DELETE', '/readyz', 405, 'method_not_allowed'],
  ['GET', '/nothing', 404, 'not_found'],
  ['GET', '/metrics', 404, 'not_found'],
  ['POST', '/v1/event', 404, 'not_found'],
])('answers %s %s with %i', async (...given) => {
  const [method, path, status, code] = given
  const gateway = await testGateway()
  const answer = await fetch(gateway.url + path, { method })
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ status, code })
})

test('lets a body expand to what it might have been without encoding', async () => {
  // Half of it is random, so that the ratio is not what it is refused by.
  const ignored = randomBytes((5 * 1024 ** 2) / 4)
    .toString('hex')
    .padEnd(5 * 1024 ** 2, ' ')
  const packed = gzipSync(JSON.stringify(envelope([event()], { ignored })), { level: 1 })
  const status = async (limit: string) => {
    const gateway = await testGateway({ env: { WEIR_BODY_LIMIT: limit } })
    return (await gateway.post(packed, { 'content-encoding': 'gzip' })).status
  }
  expect([await status('3 MiB'), await status('6 MiB')]).toEqual([413, 202])
})

test('holds a request without an origin to its key only', async () => {
  const gateway = await testGateway({ sites: [{ ...demoSite, origins: ['https://a.example'] }] })
  expect((await gateway.post(body)).status).toBe(202)
  expect((await gateway.post(body, { origin: 'https://a.example' })).status).toBe(202)
})

test('refuses an event of more than 64 KiB, and takes its neighbour', async () => {
  const gateway = await testGateway()
  const huge = event({
    event_type: 'x',
    properties: { blob: randomBytes(40_000).toString('base64') },
  })
  const huger = event({ extra: randomBytes(60_000).toString('base64') })
  const { json } = await gateway.post(envelope([huge, huger, event()]))
  expect(json).toMatchObject({
    accepted: 1,
    rejected: [
      { index: 0, code: 'schema', path: '/properties' },
      { index: 1, code: 'event_too_large' },
    ],
  })
})

test('keeps an event of ten thousand levels whole', async () => {
  const gateway = await testGateway()
  const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`
  const sent = `{"write_key":"wk_demo","events":[${deep}]}`
  expect((await gateway.post(sent)).json).toMatchObject({ accepted: 0 })
  await gateway.drain()
  expect(gateway.sink.rejected[0]).toContain(deep)
})
