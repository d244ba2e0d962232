import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Weir } from '@weir/browser-sdk'
import { usualEvent } from '@weir/schema/corpus'
import { validateEvent } from '@weir/schema/validate'
import { expect, test } from 'vitest'
import { createAnalytics } from './segment.ts'
import { createTracker } from './snowplow.ts'

/** Writes down what it is asked to do. */
function createRecorder() {
  const calls: (readonly unknown[])[] = []
  const note =
    (name: string) =>
    (...words: readonly unknown[]) =>
      void calls.push([name, ...words])
  const weir = {
    track: note('track'),
    page: note('page'),
    identify: note('identify'),
    reset: note('reset'),
  } as unknown as Weir
  return { weir, calls }
}

const manual = await readFile(join(import.meta.dirname, '../../../docs/migration.md'), 'utf8')

test.each(['segment.ts', 'snowplow.ts'])(
  'the manual shows %s as it is tried out here',
  async (name) => {
    const code = await readFile(join(import.meta.dirname, name), 'utf8')
    expect(manual).toContain(`\`\`\`ts ${name}\n${code}\`\`\``)
  },
)

test('tells what Segment is told', () => {
  const { weir, calls } = createRecorder()
  const analytics = createAnalytics(weir)
  analytics.track('Order Completed', { value: 14 })
  analytics.track('Order Refunded', { revenue: '14.5' })
  analytics.track('Order Lost', { revenue: null })
  analytics.track('Order Odd', { revenue: '$14' })
  analytics.page('Docs', 'Install', { tab: 'npm' })
  analytics.page()
  analytics.identify('u_1', { plan: 'pro' })
  analytics.reset()
  expect(calls).toEqual([
    ['track', 'order_completed', { value: 14 }],
    ['track', 'order_refunded', { value: 14.5, revenue: '14.5' }],
    ['track', 'order_lost', { revenue: null }],
    ['track', 'order_odd', { revenue: '$14' }],
    ['page', { tab: 'npm', name: 'Install' }],
    ['page', undefined],
    ['identify', 'u_1', { plan: 'pro' }],
    ['reset'],
  ])
})

test('tells what Snowplow is told', () => {
  const { weir, calls } = createRecorder()
  const tracker = createTracker(weir)
  tracker.trackPageView()
  tracker.trackStructEvent({ category: 'shop', action: 'add_to_cart', value: 14 })
  tracker.trackStructEvent({ category: 'Mixes', action: 'Play-Video' })
  const schema = 'iglu:com.acme/search/jsonschema/1-0-2'
  tracker.trackSelfDescribingEvent({ event: { schema, data: { hits: 3 } } })
  tracker.setUserId('u_1')
  tracker.setUserId(null)
  expect(calls).toEqual([
    ['page'],
    ['track', 'add_to_cart', { category: 'shop', value: 14 }],
    ['track', 'play_video', { category: 'Mixes' }],
    ['track', 'search', { hits: 3 }],
    ['identify', 'u_1'],
    ['reset'],
  ])
})

test.each([
  'Order Completed',
  '  Signed-Up! ',
  '2FA enabled',
  'Video Playback (10%)',
  'x'.repeat(80),
])('makes a name that the gateway takes of %j', (name) => {
  const { weir, calls } = createRecorder()
  createAnalytics(weir).track(name)
  const event = { ...usualEvent, event_type: calls[0]?.[1], properties: {} }
  expect(validateEvent(event)).toMatchObject({ ok: true })
})
