import { type RejectedRecord, schemaVersion, type StoredRecord } from '@weir/schema'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createArrivals } from '../../src/testing/arrivals.ts'
import { createExpectations } from '../../src/testing/expectations.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

let count = 0
const stored = (event_type: string, more: Partial<StoredRecord> = {}): StoredRecord => ({
  event_id: `id-${count++}`,
  event_type,
  timestamp: '2026-11-21T01:02:03.456Z',
  client_timestamp: '2026-11-21T01:02:03.456Z',
  received_at: '2026-11-21T01:02:03.456Z',
  site_id: 'test',
  session_id: 's',
  page_url: 'http://shop.test/',
  is_bot: false,
  schema_version: schemaVersion,
  ...more,
})
const refused = (event: unknown): RejectedRecord => ({
  rejected_at: '2026-11-21T01:02:03.456Z',
  site_id: 'test',
  code: 'schema',
  errors: [{ path: '/properties/value', message: 'must be number' }],
  schema_version: schemaVersion,
  event,
})

function start(answers: Readonly<Record<string, number>> = { '202 ok': 1 }) {
  const arrivals = createArrivals()
  const endpoint = 'http://127.0.0.1:40123'
  const facts = { endpoint, answers: new Map(Object.entries(answers)) }
  return { arrivals, weir: createExpectations(arrivals, () => facts) }
}

/** What the expectation has come to, if it has. */
function watch(promise: Promise<unknown>) {
  const seen: { state: 'waiting' | 'met' | 'failed'; error?: Error } = { state: 'waiting' }
  promise.then(
    () => (seen.state = 'met'),
    (error: Error) => Object.assign(seen, { state: 'failed', error }),
  )
  return seen
}

test('gives an event that is there, and one that comes later', async () => {
  const { arrivals, weir } = start()
  const early = stored('click')
  arrivals.addEvent(early)
  expect(await weir.expectEvent({ event_type: 'click' })).toBe(early)
  const waiting = weir.expectEvent({ event_type: 'purchase', value: 14 })
  arrivals.addEvent(stored('purchase', { value: 13 }))
  const late = stored('purchase', { value: 14 })
  arrivals.addEvent(late)
  expect(await waiting).toBe(late)
})

test('waits as long as it is told, and not longer for what else arrives', async () => {
  const { arrivals, weir } = start()
  const seen = watch(weir.expectEvent({ event_type: 'purchase' }, { timeoutMs: 1000 }))
  await vi.advanceTimersByTimeAsync(999)
  arrivals.addEvent(stored('click'))
  expect(seen.state).toBe('waiting')
  await vi.advanceTimersByTimeAsync(1)
  expect(seen.state).toBe('failed')
  expect(vi.getTimerCount()).toBe(0)
})

test('fails with the nearest events, what was rejected and what was refused', async () => {
  const { arrivals, weir } = start({ '202 ok': 2, '403 origin_not_allowed': 3 })
  arrivals.addEvent(stored('purchase', { value: 14, properties: { currency: 'USD' } }))
  arrivals.addEvent(stored('click'))
  arrivals.addRejected(refused({ event_type: 'purchase', value: 'x' }))
  const expected = { event_type: 'purchase', value: 14, properties: { currency: 'EUR' } }
  const seen = watch(weir.expectEvent(expected))
  await vi.advanceTimersByTimeAsync(5000)
  expect(seen.error?.message.split('\n')).toEqual([
    'No event like {"event_type":"purchase","value":14,"properties":{"currency":"EUR"}} after 5000 ms.',
    '2 events were stored:',
    '  purchase on http://shop.test/',
    '      properties.currency: "USD", expected "EUR"',
    '  click on http://shop.test/',
    '      event_type: "click", expected "purchase"',
    '      value: nothing, expected 14',
    '      properties: nothing, expected {"currency":"EUR"}',
    '1 rejected:',
    '  schema: {"event_type":"purchase","value":"x"}',
    '      /properties/value must be number',
    'Requests were refused:',
    '  3 × 403 origin_not_allowed: name the origin of the page in `origins`',
  ])
})

test.each([{}, { '200 ok': 1 }])(
  'says where to look when no page has sent: %j',
  async (answers) => {
    const { weir } = start(answers)
    const seen = watch(weir.expectEvent({ page_path: /thanks/u }))
    await vi.advanceTimersByTimeAsync(5000)
    expect(seen.error?.message).toContain('No event like {"page_path":"/thanks/u"}')
    expect(seen.error?.message).toContain(
      'No page has sent events to http://127.0.0.1:40123. Has the visitor agreed?',
    )
  },
)

test('shows three of many events, the latest first', async () => {
  const { arrivals, weir } = start()
  for (let n = 0; n < 9; n++) arrivals.addEvent(stored('click', { page_url: `http://x.test/${n}` }))
  const seen = watch(weir.expectEvent({ event_type: 'purchase' }))
  await vi.advanceTimersByTimeAsync(5000)
  expect(seen.error?.message).toContain('9 events were stored; the nearest:')
  const shown = Array.from(seen.error?.message.matchAll(/x\.test\/(\d)/gu) ?? [], ([, n]) => n)
  expect(shown).toEqual(['8', '7', '6'])
})

test('fails at once when the event came and was rejected', async () => {
  const { arrivals, weir } = start()
  const seen = watch(weir.expectEvent({ event_type: 'purchase' }))
  arrivals.addRejected(refused({ event_type: 'purchase', properties: { value: 'x' } }))
  await vi.advanceTimersByTimeAsync(0)
  expect(seen.error?.message.split('\n')).toEqual([
    '{"event_type":"purchase"} came, and was not accepted.',
    '1 rejected:',
    '  schema: {"event_type":"purchase","properties":{"value":"x"}}',
    '      /properties/value must be number',
  ])
})

test('points at the line of the test', async () => {
  const { weir } = start()
  const seen = watch(weir.expectEvent({ event_type: 'purchase' }))
  await vi.advanceTimersByTimeAsync(5000)
  const [first = ''] = seen.error?.stack?.split('\n').filter((line) => line.includes(' at ')) ?? []
  expect(first).toContain('expectations.test.ts')
})

test('takes an absence for granted when nothing has come for a while', async () => {
  const { arrivals, weir } = start()
  const seen = watch(weir.expectNoEvent({ event_type: 'purchase' }))
  await vi.advanceTimersByTimeAsync(1000)
  arrivals.addEvent(stored('click'))
  await vi.advanceTimersByTimeAsync(1499)
  expect(seen.state).toBe('waiting')
  await vi.advanceTimersByTimeAsync(1)
  expect(seen.state).toBe('met')
})

test('needs no time for an absence up to an event that is there', async () => {
  const { arrivals, weir } = start()
  arrivals.addEvent(stored('page_view'))
  await weir.expectNoEvent({ event_type: 'purchase' }, { until: { event_type: 'page_view' } })
  expect(vi.getTimerCount()).toBe(0)
})

test.each([
  ['before', {}],
  ['while it waits', {}],
  ['while it waits', { until: { event_type: 'page_view' } }],
])('fails on an event that must not be and comes %s', async (when, options) => {
  const { arrivals, weir } = start()
  if (when === 'before') arrivals.addEvent(stored('purchase'))
  const seen = watch(weir.expectNoEvent({ event_type: 'purchase' }, options))
  if (when !== 'before') arrivals.addEvent(stored('purchase'))
  arrivals.addEvent(stored('page_view'))
  await vi.advanceTimersByTimeAsync(0)
  expect(seen.error?.message).toContain('No event like {"event_type":"purchase"}, but:')
})

test('counts copies of an event once, and forgets everything when it is reset', () => {
  const { arrivals, weir } = start()
  const event = stored('click')
  arrivals.addEvent(event)
  arrivals.addEvent({ ...event })
  arrivals.addRejected(refused({}))
  expect(weir.events()).toEqual([event])
  expect(weir.events({ event_type: 'scroll' })).toEqual([])
  expect(weir.rejected()).toHaveLength(1)
  weir.reset()
  expect([weir.events(), weir.rejected()]).toEqual([[], []])
})
