import { expect, test } from 'vitest'
import { demoSite, drained, envelope, event, testGateway } from '../support/gateway.ts'

const listed = 'https://shop.example.com'
const preflight = { 'access-control-request-method': 'POST' }

test.each([listed, 'https://a.example.org', 'https://a.b.example.org'])(
  'lets the listed origin %s read the answer, with credentials',
  async (origin) => {
    const gateway = await testGateway()
    const { headers } = await gateway.post(envelope([event()]), { origin })
    expect(headers.get('access-control-allow-origin')).toBe(origin)
    expect(headers.get('access-control-allow-credentials')).toBe('true')
    const options = await fetch(`${gateway.url}/v1/events`, {
      method: 'OPTIONS',
      headers: { origin, ...preflight },
    })
    expect(options.status).toBe(204)
    expect(Number(options.headers.get('access-control-max-age'))).toBeGreaterThan(60)
  },
)

test.each([
  'https://example.org',
  'http://a.example.org',
  'https://a.example.org.evil.test',
  'null',
])('gives the origin %s no permission', async (origin) => {
  const gateway = await testGateway()
  const options = await fetch(`${gateway.url}/v1/events`, {
    method: 'OPTIONS',
    headers: { origin, ...preflight },
  })
  expect(options.status).toBe(403)
  expect(await options.json()).toMatchObject({ code: 'origin_not_allowed' })
  expect(options.headers.get('access-control-allow-origin')).toBeNull()
  expect(options.headers.get('access-control-allow-credentials')).toBeNull()
})

test('serves a pixel to anybody, and stores its event', async () => {
  const gateway = await testGateway()
  const packed = Buffer.from(JSON.stringify(event())).toString('base64url')
  const answer = await gateway.get(`/v1/pixel.gif?k=wk_demo&d=${packed}`, {
    origin: 'https://mail.test',
  })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/gif'])
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 6)
      .toString(),
  ).toBe('GIF89a')
  const plain = await gateway.get(
    '/v1/pixel.gif?k=wk_demo&event_type=open&session_id=s&value=2.5',
    {
      referer: 'https://mail.test/letter',
    },
  )
  expect(plain.status).toBe(200)
  const head = await fetch(`${gateway.url}/v1/pixel.gif?k=wk_demo`, { method: 'HEAD' })
  expect(head.status).toBe(405)
  expect(await drained(gateway)).toMatchObject([
    { event_type: 'page_view' },
    { event_type: 'open', session_id: 's', value: 2.5, page_host: 'mail.test' },
  ])
})

test('reads numbers of a pixel as JSON writes them, and keeps anything else as it came', async () => {
  const gateway = await testGateway()
  const pixel = '/v1/pixel.gif?k=wk_demo&page_url=https%3A%2F%2Fshop.example.com%2F'
  const wrong = ['', ' ', 'abc', '0x10', 'NaN', 'Infinity', '1,5', '1e999']
  for (const value of ['-1.5e3', '0', ...wrong]) {
    const answer = await gateway.get(`${pixel}&value=${encodeURIComponent(value)}`)
    expect(answer.status).toBe(200)
  }
  expect((await drained(gateway)).map(({ value }) => value)).toEqual([-1500, 0])
  const kept = gateway.sink.rejected.map(
    (line) => JSON.parse(line) as { event: { value: unknown } },
  )
  expect(kept.map(({ event: { value } }) => value)).toEqual(wrong)
})

test('refuses a pixel without a site, and keeps one with a bad event', async () => {
  const gateway = await testGateway()
  expect((await gateway.get('/v1/pixel.gif?k=wk_x')).status).toBe(401)
  expect((await gateway.get('/v1/pixel.gif?k=wk_demo&d=%21')).status).toBe(400)
  expect((await gateway.get('/v1/pixel.gif?k=wk_demo&event_type=NO')).status).toBe(200)
  expect(await drained(gateway, 'rejected')).toMatchObject([
    { code: 'schema', event: { event_type: 'NO' } },
  ])
})

test('limits requests by address and key, and says when to come back', async () => {
  const other = { ...demoSite, site_id: 'other', write_keys: ['wk_other'], rate_limit: 'off' }
  const demo = { ...demoSite, write_keys: ['wk_demo', 'wk_app'] }
  const gateway = await testGateway({ env: { WEIR_RATE_LIMIT: '3/min' }, sites: [demo, other] })
  const statuses: number[] = []
  for (let n = 0; n < 5; n++) statuses.push((await gateway.post(envelope([event()]))).status)
  expect(statuses).toEqual([202, 202, 202, 429, 429])
  const refused = await gateway.post(envelope([event()]))
  expect(refused.json).toMatchObject({ code: 'rate_limited', status: 429 })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  for (const write_key of ['wk_other', 'wk_app']) {
    expect((await gateway.post(envelope([event()], { write_key }))).status).toBe(202)
  }
})

test('counts addresses of one IPv6 network as one, and trusts as many proxies as it is told', async () => {
  const env = { WEIR_RATE_LIMIT: '1/min', WEIR_TRUST_PROXY: '1' }
  const gateway = await testGateway({ env })
  const from = async (address: string) =>
    (await gateway.post(envelope([event()]), { 'x-forwarded-for': address })).status
  expect(await from('1.2.3.4')).toBe(202)
  expect(await from('9.9.9.9, 1.2.3.4')).toBe(429)
  // Some proxies add the port, which is another one for each connection.
  expect(await from('1.2.3.4:50123')).toBe(429)
  expect(await from('[2001:db8:9::1]:50123')).toBe(202)
  expect(await from('[2001:db8:9::1]:50124')).toBe(429)
  expect(await from('2001:db8:1:2::1')).toBe(202)
  expect(await from('2001:db8:1:2::2')).toBe(429)
  expect(await from('2001:db8:1:3::1')).toBe(202)
  const records = await drained(gateway)
  expect(records.map((record) => record.ip_address)).toEqual([
    '1.2.3.0',
    '2001:db8:9::',
    '2001:db8:1::',
    '2001:db8:1::',
  ])
})

test('believes no X-Forwarded-For without a proxy', async () => {
  const gateway = await testGateway()
  await gateway.post(envelope([event()]), { 'x-forwarded-for': '1.2.3.4' })
  expect(await drained(gateway)).toMatchObject([{ ip_address: '127.0.0.0' }])
})

test('sets a cookie of its own when it is told to, and no script can read it', async () => {
  const gateway = await testGateway({ env: { WEIR_COOKIE: 'weir_id' } })
  const first = await gateway.post(envelope([event()]))
  const cookie = first.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/^weir_id=[\w-]{36}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/u)
  const id = cookie.slice('weir_id='.length).split(';')[0] ?? ''
  await gateway.post(envelope([event()]), { cookie: `weir_id=${id}` })
  await gateway.post(envelope([event()]), { cookie: 'weir_id="><script>' })
  const quiet = await gateway.post(envelope([event()]), { 'sec-gpc': '1' })
  expect(quiet.headers.get('set-cookie')).toBeNull()
  const [one, two, three, four] = (await drained(gateway)).map((record) => record.network_id)
  expect([one, two]).toEqual([id, id])
  expect(three).toMatch(/^[\w-]{36}$/u)
  expect(four).toBeUndefined()
})

test('knows its own cookie behind another of its name, as the SDK has one', async () => {
  const gateway = await testGateway({ env: { WEIR_COOKIE: 'weir' } })
  const id = 'a'.repeat(36)
  await gateway.post(envelope([event()]), { cookie: `weir=${'b'.repeat(36)}|s-1|1; weir=${id}` })
  expect(await drained(gateway)).toMatchObject([{ network_id: id }])
})

test.each(['denied', 'unknown'])(
  'sets no cookie for a visitor whose consent is %s',
  async (consent) => {
    const gateway = await testGateway({ env: { WEIR_COOKIE: 'weir_id' } })
    const cookie = `weir_id=${'a'.repeat(36)}`
    const mixed = envelope([event({ consent: 'granted' }), event({ consent })])
    const answer = await gateway.post(mixed, { cookie })
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([202, null])
    const packed = Buffer.from(JSON.stringify(event({ consent }))).toString('base64url')
    const pixel = await gateway.get(`/v1/pixel.gif?k=wk_demo&d=${packed}`, { cookie })
    expect([pixel.status, pixel.headers.get('set-cookie')]).toEqual([200, null])
    const stored = await drained(gateway)
    expect(stored.map((record) => record.network_id)).toEqual([undefined, undefined, undefined])
  },
)

test.each([
  ['PUT', '/v1/events', 405, 'method_not_allowed'],
  ['POST', '/v2/events', 404, 'not_found'],
])('says of %s %s what is wrong with it, and not what is with its body', async (...given) => {
  const [method, path, status, code] = given
  const gateway = await testGateway()
  for (const [type, body] of [
    ['application/json', '{'],
    ['application/xml', '<x/>'],
    ['text/plain', ' '.repeat(1_048_577)],
  ] as const) {
    const headers = { 'content-type': type }
    const answer = await fetch(`${gateway.url}${path}`, { method, headers, body })
    expect(await answer.json()).toMatchObject({ status, code })
    expect(answer.headers.get('allow')).toBe(status === 405 ? 'POST' : null)
  }
})

test.each(['/%zz', '/livez%'])(
  'answers %s on the side for operators as on the public side, and counts no request for it',
  async (path) => {
    const gateway = await testGateway()
    const answer = await fetch(gateway.adminUrl + path)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    const problem = (await answer.json()) as Record<string, unknown>
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
    expect(answer.headers.get('x-request-id')).toBe(problem.request_id)
    expect([...gateway.metrics.counts.requests]).toEqual([])
  },
)

test('answers on the side for operators bear an id as well, and problems are problems', async () => {
  const gateway = await testGateway()
  const live = await fetch(`${gateway.adminUrl}/livez`)
  const lost = await fetch(`${gateway.adminUrl}/v1/events`)
  const problem = (await lost.json()) as Record<string, unknown>
  expect(problem).toMatchObject({ status: 404, code: 'not_found' })
  expect(lost.headers.get('content-type')).toContain('application/problem+json')
  expect(lost.headers.get('x-request-id')).toBe(problem.request_id)
  expect(live.headers.get('x-request-id')).toMatch(/.-\w/u)
})

test.each([
  ['/v1/pixel.gif', 405, 'method_not_allowed'],
  ['/weir-is-nothing', 404, 'not_found'],
])('answers OPTIONS of %s that is no preflight as any other method', async (path, status, code) => {
  const gateway = await testGateway()
  const answer = await fetch(`${gateway.url}${path}`, { method: 'OPTIONS' })
  expect([answer.status, await answer.json()]).toMatchObject([status, { code }])
})

test('sets no cookie with an answer that refuses the request', async () => {
  const gateway = await testGateway({ env: { WEIR_COOKIE: 'weir_id' } })
  const ask = async (body: object, headers: Record<string, string> = {}) => {
    const answer = await gateway.post(body, headers)
    return [answer.status, answer.headers.get('set-cookie')]
  }
  expect(await ask(envelope([event()]), { origin: 'https://evil.test' })).toEqual([403, null])
  expect(await ask({ ...envelope([event()]), write_key: 'wk_other' })).toEqual([401, null])
  expect(await ask({})).toEqual([400, null])
})

test('rejects a field of a pixel that is called __proto__ as any other unknown one', async () => {
  const gateway = await testGateway()
  const page = 'page_url=https%3A%2F%2Fshop.example.com%2F'
  await gateway.get(`/v1/pixel.gif?k=wk_demo&${page}&__proto__=x`)
  const [record] = await drained(gateway, 'rejected')
  expect(record).toMatchObject({ code: 'schema' })
})
