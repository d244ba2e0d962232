import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { brotliCompressSync } from 'node:zlib'
import { ReadingError } from '@weir/archive/reading'
import { createDirectStore } from '../../src/store/direct-store.ts'
import { createSpoolStore } from '../../src/store/spool-store.ts'
import { emptyAnswers, fakeReader } from '../support/archive-reader.ts'
import {
  envelope,
  event,
  temporaryFolder,
  type TestGateway,
  testGateway,
} from '../support/gateway.ts'
import { heldSink } from '../support/held-sink.ts'

/** An answer as it came over the wire, and the operation of the description that it belongs to. */
export interface Produced {
  readonly operation: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

type Ask = (
  operation: string,
  asked?: { query?: string; headers?: Record<string, string>; body?: unknown },
) => Promise<Produced>

const asker =
  (gateway: Pick<TestGateway, 'url'>): Ask =>
  async (operation, { query = '', headers = {}, body } = {}) => {
    const [method = '', path = ''] = operation.split(' ')
    const sent = request(gateway.url + path + query, {
      method: method.toUpperCase(),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    })
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body)
    sent.end(body === undefined || isRaw ? body : JSON.stringify(body))
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    const produced = { operation, status: answer.statusCode ?? 0, headers: flat(answer) }
    // A stream of events has no end of its own.
    if (/\/(?:stream|live)$/u.test(operation)) {
      const [first] = (await once(answer, 'data')) as [Buffer]
      sent.destroy()
      return { ...produced, body: first }
    }
    return { ...produced, body: Buffer.concat(await answer.toArray()) }
  }

const flat = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

const events = 'post /v1/events'
const pixel = 'get /v1/pixel.gif'
const good = () => envelope([event()])
const spaces = (bytes: number) => Buffer.alloc(bytes, ' ')

/** What a gateway in good health answers. */
async function fromHealthy(): Promise<Produced[]> {
  const gateway = await testGateway({ sdkScript: Buffer.from('window.weir={}'.repeat(50)) })
  const ask = asker(gateway)
  const { file } = JSON.parse(String((await ask('get /weir.json')).body)) as { file: string }
  const named = async (operation: string) => {
    const first = await ask(operation, { headers: { 'accept-encoding': 'br' } })
    const plain = await ask(operation)
    const again = await ask(operation, { headers: { 'if-none-match': plain.headers.etag ?? '' } })
    return [first, plain, again]
  }
  const known = event()
  const kept = String(known.event_id)
  return [
    await ask(events, { body: good() }),
    await ask(events, { body: envelope([known]) }),
    await ask(events, { body: envelope([event(), event({ page_url: 'x' }), 7]) }),
    await ask(events, { body: '{' }),
    await ask(events, { body: '[]' }),
    await ask(events, { body: 'x', headers: { 'content-encoding': 'gzip' } }),
    await ask(events, { body: envelope([event()], { write_key: 'no' }) }),
    await ask(events, { body: good(), headers: { origin: 'https://evil.test' } }),
    await ask(events, { body: spaces(1_048_577) }),
    await ask(events, {
      body: brotliCompressSync(spaces(1_000_000)),
      headers: { 'content-encoding': 'br' },
    }),
    await ask(events, { body: envelope(Array.from({ length: 1001 }, () => 1)) }),
    await ask(events, { body: '<x/>', headers: { 'content-type': 'application/xml' } }),
    await ask(events, { body: good(), headers: { 'content-encoding': 'compress' } }),
    await ask(pixel, { query: '?k=wk_demo' }),
    await ask(pixel, { query: '?k=no' }),
    await ask(pixel, { query: '?k=wk_demo&d=%21' }),
    await ask(pixel, { query: '?k=wk_demo&d=AAAA' }),
    await ask('get /weir.json'),
    ...(await named('get /weir.js')),
    ...(await named(`get ${file}`)),
    await ask('get /livez'),
    await ask('get /readyz'),
    await ask('get /openapi.json'),
    await ask('get /console/api/good'),
    await ask('get /console/api/rejected', { query: '?limit=1' }),
    await ask('get /console/api/summary'),
    await ask('get /console/api/stream'),
    await ask('get /console/api/live'),
    await ask('get /console/api/raw', { query: `?event_id=${kept}` }),
    await ask('get /console/api/raw'),
    await ask('get /console/api/history'),
    await ask('get /console/api/facts'),
    await ask('get /console/api/shards'),
    await ask('post /console/api/reset', { headers: { 'sec-fetch-site': 'cross-site' } }),
    await ask('post /console/api/reset'),
  ]
}

/** Events and the pixel, sent to a gateway that cannot take them. */
async function both(gateway: TestGateway): Promise<Produced[]> {
  const ask = asker(gateway)
  return [await ask(events, { body: good() }), await ask(pixel, { query: '?k=wk_demo' })]
}

async function fromLimited(): Promise<Produced[]> {
  const gateway = await testGateway({ env: { WEIR_RATE_LIMIT: '1/h' } })
  await gateway.post(good())
  return both(gateway)
}

const withStore = (options: { patienceMs?: number; maxBytes?: number }) => {
  const sink = { ...heldSink(), health: () => ({ state: 'down', reason: 'no answer' }) as const }
  return testGateway({
    sink,
    makeStore: (_sink, { counts }) =>
      Promise.resolve(createDirectStore({ sink, counts, ...options })),
  })
}

async function fromUnavailable(): Promise<Produced[]> {
  const gateway = await withStore({ patienceMs: 1 })
  return [...(await both(gateway)), await asker(gateway)('get /readyz')]
}

const fromOverloaded = async (): Promise<Produced[]> => both(await withStore({ maxBytes: 1 }))

async function fromBroken(): Promise<Produced[]> {
  const gateway = await testGateway({
    makeStore: (sink, { counts }) =>
      Promise.resolve({
        ...createDirectStore({ sink, counts }),
        append: () => Promise.reject(new Error('a bug')),
      }),
  })
  return both(gateway)
}

const archiveRoutes = ['files', 'reports', 'sessions', 'timeline'].map(
  (name) => `get /console/api/archive/${name}`,
)

/** An archive that can be read, one that cannot now, and none. */
async function fromArchives(): Promise<Produced[]> {
  const fine = await testGateway({ archiveReader: fakeReader(async () => emptyAnswers) })
  const slow = await testGateway({
    archiveReader: fakeReader(() => Promise.reject(new ReadingError('too_slow', 'took too long'))),
  })
  const none = await testGateway({ env: { WEIR_ARCHIVE: 's3://some-bucket' } })
  const gateways = [fine, slow, none]
  const asked = gateways.flatMap((each) => archiveRoutes.map((route) => asker(each)(route)))
  return Promise.all(asked)
}

/** A spool that is closed already, as at the end of a drain whose time is up. */
async function fromDraining(): Promise<Produced[]> {
  const folder = await temporaryFolder()
  const gateway = await testGateway({
    async makeStore(sink, metrics) {
      const store = await createSpoolStore({
        directory: folder,
        worker: 'worker-0',
        maxBytes: 64 * 1024 ** 2,
        sink,
        metrics,
        onProblem: () => undefined,
        onBug: () => undefined,
      })
      await store.close()
      return { ...store, drained: () => Promise.resolve() }
    },
  })
  return both(gateway)
}

export const everyAnswer = async (): Promise<Produced[]> =>
  (
    await Promise.all([
      fromHealthy(),
      fromLimited(),
      fromUnavailable(),
      fromOverloaded(),
      fromBroken(),
      fromDraining(),
      fromArchives(),
    ])
  ).flat()
