import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchOf, handle, lineOf, recordsOf, totals } from './batch.ts'

const nowMs = Date.parse('2026-11-21T12:00:30.000Z')
let made = 0
const event = (given: Readonly<Record<string, unknown>> = {}) => {
  made += 1
  return {
    event_id: `e${made}`,
    event_type: 'page_view',
    site_id: 'shop',
    timestamp: '2026-11-21T11:59:07.000Z',
    ...given,
  }
}
const data = (...events: readonly object[]) =>
  Buffer.from(events.map((each) => lineOf(each as Record<string, unknown>)).join(''))

test('counts by the minute in which events happened, for each site', async () => {
  const { told, failed } = await handle(
    batchOf(
      recordsOf(
        data(event(), event({ event_type: 'click' }), event({ site_id: 'blog' })),
        data(event({ timestamp: '2026-11-21T11:58:59.999Z' }), event({ event_type: 'scroll' })),
      ),
    ),
    nowMs,
  )
  expect(failed).toEqual([])
  expect(totals(told)).toEqual({
    '2026-11-21T11:58:00.000Z shop live_events': 1,
    '2026-11-21T11:58:00.000Z shop live_page_views': 1,
    '2026-11-21T11:59:00.000Z blog live_events': 1,
    '2026-11-21T11:59:00.000Z blog live_page_views': 1,
    '2026-11-21T11:59:00.000Z shop live_clicks': 1,
    '2026-11-21T11:59:00.000Z shop live_events': 3,
    '2026-11-21T11:59:00.000Z shop live_page_views': 1,
  })
})

test('tells CloudWatch in the embedded metric format, at the time of the minute', async () => {
  const { told } = await handle(batchOf(recordsOf(data(event()))), nowMs)
  const names = ['live_events', 'live_page_views', 'live_clicks', 'live_js_errors']
  expect(told).toEqual([
    {
      _aws: {
        Timestamp: Date.parse('2026-11-21T11:59:00.000Z'),
        CloudWatchMetrics: [
          {
            Namespace: 'Weir',
            Dimensions: [['stack', 'site']],
            Metrics: names.map((Name) => ({ Name, Unit: 'Count' })),
          },
        ],
      },
      stack: 'Weir',
      site: 'shop',
      live_events: 1,
      live_page_views: 1,
      live_clicks: 0,
      live_js_errors: 0,
    },
  ])
})

test('counts an event that came twice once', async () => {
  const twice = event()
  const { told } = await handle(batchOf(recordsOf(data(twice, twice), data(twice))), nowMs)
  expect(totals(told)).toMatchObject({ '2026-11-21T11:59:00.000Z shop live_events': 1 })
})

test.each([
  ['is no JSON', '{"event_id":'],
  ['is no event', '{"event_id":"a"}'],
  ['is null', 'null'],
  ['has no time', JSON.stringify({ ...event(), timestamp: 'soon' })],
  [
    'is older than CloudWatch takes',
    JSON.stringify({ ...event(), timestamp: '2026-11-01T00:00:00Z' }),
  ],
  ['is from tomorrow', JSON.stringify({ ...event(), timestamp: '2026-11-22T12:00:00.000Z' })],
])('counts a line that %s as unusable and goes on', async (_what, line) => {
  const batch = batchOf(recordsOf(Buffer.from(`${line}\n${lineOf(event())}`)))
  const { told, failed } = await handle(batch, nowMs)
  expect(failed).toEqual([])
  expect(totals(told)).toMatchObject({
    '2026-11-21T11:59:00.000Z shop live_events': 1,
    '2026-11-21T12:00:30.000Z undefined live_unusable': 1,
  })
})

test('hands back the first record that cannot be read, and has counted what came before', async () => {
  const broken = gzipSync(data(event())).subarray(0, 20)
  const records = recordsOf(data(event()), broken, data(event()))
  const { told, failed } = await handle(batchOf(records), nowMs)
  expect(failed).toEqual(['101'])
  expect(totals(told)).toMatchObject({ '2026-11-21T11:59:00.000Z shop live_events': 1 })
})

test('counts the same however the stream is cut into batches', async () => {
  const types = fc.constantFrom('page_view', 'click', 'js_error', 'add_to_cart')
  const sites = fc.constantFrom('shop', 'blog')
  const seconds = fc.integer({ min: -400, max: 400 })
  const one = fc.tuple(types, sites, seconds)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(one, { maxLength: 5 }), { maxLength: 8 }),
      fc.array(fc.nat(8), { maxLength: 4 }),
      async (packed, cuts) => {
        const records = recordsOf(
          ...packed.map((events) =>
            data(
              ...events.map(([event_type, site_id, second]) =>
                event({
                  event_type,
                  site_id,
                  timestamp: new Date(nowMs + second * 1000).toISOString(),
                }),
              ),
            ),
          ),
        )
        const whole = await handle(batchOf(records), nowMs)
        const edges = [0, ...cuts.toSorted((a, b) => a - b), records.length]
        const parts = edges.slice(1).map((end, at) => records.slice(edges[at], end))
        const told = []
        for (const part of parts) told.push(...(await handle(batchOf(part), nowMs)).told)
        expect(totals(told)).toEqual(totals(whole.told))
      },
    ),
    { numRuns: 100 },
  )
})
