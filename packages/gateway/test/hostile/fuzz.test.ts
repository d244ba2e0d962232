import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { invalidExamples, validExamples } from '@weir/schema/corpus'
import { expect, test } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { envelope, event } from '../support/gateway.ts'
import { appParts } from '../support/app-parts.ts'
import { createRandom, type Random } from '@weir/local/random'

/** What a client may be told whatever it sends; a 5xx is never one of them here. */
const statuses = new Set([200, 202, 204, 400, 401, 403, 404, 405, 413, 415])
const requests = 100_000

const encoders: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: gzipSync,
  deflate: deflateSync,
  // The least effort: what comes out is unpacked all the same.
  br: (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  zstd: zstdCompressSync,
  identity: (body) => body,
  nonsense: (body) => body,
}

const pieces = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\\u',
  'null',
  '1e999',
  '__proto__',
  '\0',
  '\ud800',
  '💥',
  ' ',
]
const fields = ['write_key', 'events', 'sent_at', 'sdk', 'dropped', '__proto__', 'constructor', 'x']
const values: readonly unknown[] = [
  null,
  0,
  -1,
  1e308,
  '',
  'wk_demo',
  [],
  {},
  true,
  '2026-11-21T01:02:03.456Z',
  [[[]]],
  { toString: 1 },
]

/** A good envelope, with more and more done to it. */
function makeBody(random: Random): Buffer {
  const example = () => random.pick([...validExamples, ...invalidExamples]).event
  const whole: Record<string, unknown> = envelope(
    Array.from({ length: random.between(0, 3) }, () => (random.chance(0.3) ? example() : event())),
  )
  for (let n = random.between(0, 2); n > 0; n--) whole[random.pick(fields)] = random.pick(values)
  if (random.chance(0.05)) whole.write_key = 'wk_other'
  let text = JSON.stringify(whole)
  for (let n = random.pick([0, 0, 1, 3]); n > 0; n--) {
    const at = random.between(0, text.length)
    text = text.slice(0, at) + random.pick(pieces) + text.slice(at + random.between(0, 5))
  }
  const bytes = Buffer.from(text)
  for (let n = random.pick([0, 0, 0, 4]); n > 0; n--) {
    bytes[random.between(0, bytes.length - 1)] = random.between(0, 255)
  }
  return bytes
}

const headerValues: Readonly<Record<string, readonly string[]>> = {
  'content-type': [
    'application/json',
    'text/plain',
    'text/plain;charset=UTF-8',
    'application/xml',
    'x',
    'application/json;;',
    '',
  ],
  origin: ['https://shop.example.com', 'https://evil.test', 'null', '%%%', 'https://a.example.org'],
  'user-agent': ['x'.repeat(5000), 'Mozilla/5.0', '(((((', '\u00ff\u00fe'],
  cookie: ['weir_id=1', ';;;===', 'weir_id=%E0%A4%A', 'a'.repeat(4000)],
  'x-forwarded-for': ['1.2.3.4', ',,,', '::1, nonsense', '999.999.999.999'],
  'sec-gpc': ['1', '0', 'x'],
  'cf-ipcountry': ['DE', 'xx', '\u00e4\u00e4'],
  'cf-ipcity': ['%E0%A4%A', 'Berlin'],
  referer: ['https://a.example/', 'nonsense'],
}

function makeHeaders(random: Random): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  for (const [name, choices] of Object.entries(headerValues)) {
    if (random.chance(0.2)) headers[name] = random.pick(choices)
  }
  return headers
}

function makeRequest(random: Random) {
  const encoding = random.chance(0.15) ? random.pick(Object.keys(encoders)) : undefined
  const body = makeBody(random)
  const encoded = encoding === undefined ? body : (encoders[encoding]?.(body) ?? body)
  const headers = makeHeaders(random)
  const cut = random.chance(0.05) ? encoded.subarray(0, random.between(0, encoded.length)) : encoded
  const pixel = `/v1/pixel.gif?k=wk_demo&d=${body.toString(random.pick(['base64url', 'latin1'])).slice(0, 2000)}`
  if (random.chance(0.1))
    return { method: 'GET' as const, url: encodeURI(pixel.toWellFormed()), headers }
  return {
    method: random.pick(['POST', 'POST', 'POST', 'POST', 'PUT', 'OPTIONS'] as const),
    url: random.pick([
      '/v1/events',
      '/v1/events?k=wk_demo',
      '/v1/events?k=%00',
      '/v1/events?k=a&k=b',
      '/%2e%2e/v1',
      '//v1/events',
    ]),
    headers: encoding === undefined ? headers : { ...headers, 'content-encoding': encoding },
    payload: cut,
  }
}

test('answers a hundred thousand strange requests, and none of them with a fault of its own', async () => {
  const seed = Date.now() % 2 ** 31
  const random = createRandom(seed)
  const parts = await appParts({ WEIR_COOKIE: 'weir_id', WEIR_TRUST_PROXY: '1' })
  const app = await buildApp(parts)
  const seen = new Map<number, number>()
  const odd: object[] = []
  for (let n = 0; n < requests; n++) {
    const request = makeRequest(random)
    const answer = await app.inject(request)
    seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1)
    if (!statuses.has(answer.statusCode)) odd.push({ n, request, body: answer.body })
  }
  const { received, accepted, rejected, delivered, unexpected } = parts.metrics.counts
  const refused = Array.from(rejected.values()).reduce((sum, count) => sum + count, 0)
  expect({ seed, odd: odd.slice(0, 3), unexpected }).toEqual({ seed, odd: [], unexpected: 0 })
  expect(received).toBe(accepted + refused)
  expect(accepted).toBe(delivered.get('events'))
  // A fuzzer that is turned away at the door tests the door alone.
  for (const status of [202, 400, 401, 403, 415]) {
    expect([status, (seen.get(status) ?? 0) > requests / 500]).toEqual([status, true])
  }
  await app.close()
}, 240_000)
