import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  createReplayed,
  replayArchive,
  type Replayed,
  type ReplayOptions,
} from '../../src/replay/replay-archive.ts'
import { compact } from '../support/compact.ts'
import { fakeGateway, takeAll } from '../support/fake-gateway.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { eventId, hour, putFile, rejectedRecord, storedRecord } from '../support/write-lines.ts'

/** A clock that is never waited for. */
function quickClock() {
  let nowMs = 0
  const waits: number[] = []
  const wait = (ms: number) => {
    waits.push(ms)
    nowMs += ms
    return Promise.resolve()
  }
  return { waits, clock: { now: () => nowMs, wait } }
}

async function replay(
  location: string,
  options: Partial<ReplayOptions> & Pick<ReplayOptions, 'url'>,
): Promise<Replayed & { readonly error?: unknown }> {
  const total = createReplayed()
  const asked: ReplayOptions = {
    location,
    stream: 'events',
    range: {},
    key: 'wk_test',
    rate: 1e9,
    batch: 100,
    dryRun: false,
    clock: quickClock().clock,
    signal: new AbortController().signal,
    ...options,
  }
  return replayArchive(asked, total).then(
    () => total,
    (error: unknown) => Object.assign(total, { error }),
  )
}

const numbered = (count: number, fields: object = {}, from = 1) =>
  Array.from({ length: count }, (_each, at) =>
    storedRecord({ event_id: eventId(from + at), ...fields }),
  )

async function archiveOf(count: number): Promise<string> {
  const root = await temporaryFolder()
  await putFile(root, `events/${hour}/a.json.gz`, numbered(count))
  return root
}
const idsOf = (gateway: Awaited<ReturnType<typeof fakeGateway>>) =>
  gateway.requests.flatMap(({ envelope }) => envelope.events.map(({ event_id: id }) => id))

test('sends events as they were, each browser and library in requests of its own', async () => {
  const root = await temporaryFolder()
  const firefox = { user_agent: 'Firefox', sdk_name: 'x', sdk_version: '1' }
  await putFile(root, `events/${hour}/a.json.gz`, [
    ...numbered(1, firefox),
    ...numbered(1, { user_agent: 'Chrome \u6771\n' }, 2),
    ...numbered(2, firefox, 3),
  ])
  const gateway = await fakeGateway(takeAll)
  const done = await replay(root, { url: gateway.url })
  expect(done).toMatchObject({ read: 4, accepted: 4, requests: 2, retries: 0 })
  expect(idsOf(gateway)).toEqual([1, 3, 4, 2].map(eventId))
  expect(gateway.requests.map(({ path, headers }) => [path, headers['user-agent']])).toEqual([
    ['/v1/events', 'Firefox'],
    ['/v1/events', 'Chrome'],
  ])
  expect(gateway.requests.map(({ envelope }) => [envelope.write_key, envelope.sdk])).toEqual([
    ['wk_test', { name: 'x', version: '1' }],
    ['wk_test', undefined],
  ])
})

test('sends rejected events whole, or those of one code, and counts what it cannot send', async () => {
  const root = await temporaryFolder()
  const records = [
    rejectedRecord({ event: { any: ['thing', 1] } }),
    rejectedRecord({ event: 'text', code: 'unknown_event' }),
    rejectedRecord({ event: { title: '\ud83d' } }),
  ].map((record) => JSON.stringify(record))
  await putFile(root, `rejected/${hour}/a.json.gz`, [...records, 'x', '{}', ''].join('\n'))
  const gateway = await fakeGateway(takeAll)
  const done = await replay(root, { url: gateway.url, stream: 'rejected' })
  expect(gateway.requests[0]?.envelope.events).toEqual([
    { any: ['thing', 1] },
    'text',
    { title: '\ud83d' },
  ])
  expect(done).toMatchObject({ read: 5, accepted: 3 })
  expect(Object.fromEntries(done.skipped)).toEqual({
    'not JSON': 1,
    'not a record': 1,
  })
  const one = await replay(root, { url: gateway.url, stream: 'rejected', code: 'unknown_event' })
  expect(one).toMatchObject({ read: 5, accepted: 1 })
})

test('sends what is nested without end, or says that it cannot be written', async () => {
  const root = await temporaryFolder()
  const deep = JSON.stringify(rejectedRecord({ event: 'X' })).replace(
    '"X"',
    '['.repeat(400_000) + ']'.repeat(400_000),
  )
  await putFile(root, `rejected/${hour}/a.json.gz`, deep)
  const gateway = await fakeGateway(takeAll)
  const done = await replay(root, { url: gateway.url, stream: 'rejected' })
  const skipped = done.skipped.get('nested too deep to be sent') ?? 0
  expect([done.read, done.accepted + skipped, done.error]).toEqual([1, 1, undefined])
})

test('reads compacted hours from Parquet, and late files beside them', async () => {
  const root = await archiveOf(3)
  await compact(root, { deleteOriginals: true })
  await putFile(root, `events/${hour}/late.json.gz`, numbered(1, {}, 9))
  const gateway = await fakeGateway(takeAll)
  const done = await replay(root, { url: gateway.url })
  expect(done).toMatchObject({ read: 4, accepted: 4 })
  expect(idsOf(gateway)).toEqual([1, 2, 3, 9].map(eventId))
  expect(gateway.requests[0]?.envelope.events[0]).toMatchObject({
    timestamp: '2026-11-21T01:02:03.456Z',
    anonymous_id: 'a-1',
  })
})

test('counts what the gateway rejects again, by its codes', async () => {
  const gateway = await fakeGateway(() => ({
    status: 202,
    body: {
      accepted: 1,
      rejected: [
        { index: 0, code: 'schema' },
        { index: 2, code: 'schema' },
      ],
    },
  }))
  const done = await replay(await archiveOf(3), { url: gateway.url })
  expect(done).toMatchObject({ read: 3, accepted: 1, rejected: new Map([['schema', 2]]) })
})

test('waits as long as it is asked to, and longer and longer where nobody answers', async () => {
  const { clock, waits } = quickClock()
  const gateway = await fakeGateway((request, which) => {
    if (which === 1) return { status: 429, headers: { 'retry-after': '7' } }
    if (which === 2) {
      return { status: 503, headers: { 'retry-after': new Date(10_000).toUTCString() } }
    }
    if (which <= 4) return undefined
    return which === 5 ? { status: 500 } : takeAll(request)
  })
  const done = await replay(await archiveOf(2), { url: gateway.url, clock })
  expect(done).toMatchObject({ accepted: 2, requests: 6, retries: 5 })
  expect(waits).toEqual([7000, 3000, 4000, 8000, 16_000])
})

test('gives up when the gateway never comes back', async () => {
  const gateway = await fakeGateway(() => undefined)
  const done = await replay(await archiveOf(1), { url: gateway.url })
  expect(done).toMatchObject({ read: 1, accepted: 0, requests: 12 })
  expect(String(done.error)).toMatch(/the gateway does not take the events: /u)
})

test('stops at once at what waiting does not mend, and says what the gateway said', async () => {
  const body = { code: 'unknown_write_key', detail: 'no such key' }
  const gateway = await fakeGateway(() => ({ status: 401, body }))
  const done = await replay(await archiveOf(1), { url: gateway.url })
  expect(done).toMatchObject({ requests: 1 })
  expect(String(done.error)).toContain('401 unknown_write_key, no such key')
})

test('cuts a request in two that is too large, down to the one that cannot be sent', async () => {
  const gateway = await fakeGateway((request) => {
    const ids = request.envelope.events.map(({ event_id: id }) => id)
    return ids.includes(eventId(3)) ? { status: 413 } : takeAll(request)
  })
  const done = await replay(await archiveOf(5), { url: gateway.url })
  expect(done).toMatchObject({
    read: 5,
    accepted: 4,
    skipped: new Map([['too large for the gateway', 1]]),
  })
})

test('does not believe an answer that counts other than what was sent', async () => {
  const gateway = await fakeGateway(() => ({ status: 202, body: { accepted: 1 } }))
  const done = await replay(await archiveOf(2), { url: gateway.url })
  expect(String(done.error)).toContain('answered for other than 2 events')
})

test('keeps to a rate', async () => {
  const { clock, waits } = quickClock()
  const gateway = await fakeGateway(takeAll)
  await replay(await archiveOf(10), { url: gateway.url, clock, batch: 2, rate: 4 })
  expect(waits).toEqual([500, 500, 500, 500])
})

test('wants to know which site where there are several', async () => {
  const root = await archiveOf(2)
  await putFile(root, `events/${hour}/b.json.gz`, numbered(1, { site_id: 'blog' }, 7))
  const gateway = await fakeGateway(takeAll)
  const all = await replay(root, { url: gateway.url })
  expect(String(all.error)).toContain('there are several sites (shop, blog): say which with --site')
  const done = await replay(root, { url: gateway.url, site: 'blog' })
  expect(done).toMatchObject({ read: 3, accepted: 1, skipped: new Map([['another site', 2]]) })
})

test('sends nothing in a dry run, and says what the schema takes', async () => {
  const root = await archiveOf(2)
  await putFile(root, `events/${hour}/b.json.gz`, numbered(1, { page_url: 'nowhere' }, 7))
  const gateway = await fakeGateway(takeAll)
  const done = await replay(root, { url: gateway.url, dryRun: true })
  expect(done).toMatchObject({ read: 3, valid: 2, requests: 0, sites: new Map([['shop', 3]]) })
  expect(gateway.requests).toEqual([])
})

test('goes on where it stopped', async () => {
  const root = await archiveOf(3000)
  await putFile(root, `events/${hour}/b.json.gz`, numbered(10, {}, 5000))
  const resume = join(await temporaryFolder(), 'state.json')
  let isDown = true
  const gateway = await fakeGateway((request) => {
    const ids = request.envelope.events.map(({ event_id: id }) => id)
    return isDown && ids.includes(eventId(2500)) ? { status: 403 } : takeAll(request)
  })
  const first = await replay(root, { url: gateway.url, resume })
  expect(first).toMatchObject({ read: 3000, accepted: 2400 })
  const { done } = JSON.parse(await readFile(resume, 'utf8')) as { done: object }
  expect(done).toEqual({ [`events/${hour}/a.json.gz`]: 2000 })
  isDown = false
  const second = await replay(root, { url: gateway.url, resume })
  expect(second).toMatchObject({ read: 1010, accepted: 1010 })
  expect(new Set(idsOf(gateway)).size).toBe(3010)
  const third = await replay(root, { url: gateway.url, resume })
  expect(third).toMatchObject({ read: 0, requests: 0 })
  const other = await replay(root, { url: gateway.url, resume, stream: 'rejected' })
  expect(String(other.error)).toContain('is of another replay: its stream is "events"')
})
