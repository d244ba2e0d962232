import { expect, onTestFinished, test } from 'vitest'
import { createHistory, historySeconds, joinHistories } from '../../src/console/history.ts'
import { createMetrics } from '../../src/metrics.ts'

function historyAt() {
  const metrics = createMetrics()
  const clock = { ms: 1_000_000 }
  const stored = { bytes: 0 }
  const history = createHistory({
    metrics,
    storedBytes: () => stored.bytes,
    now: () => clock.ms,
  })
  onTestFinished(() => history.stop())
  const next = async () => {
    clock.ms += 1000
    await history.look()
  }
  return { metrics, clock, stored, history, next }
}

test('tells of each second what happened in it', async () => {
  const { metrics, stored, history, next } = historyAt()
  metrics.gauge('spool_bytes', () => 77)
  metrics.counts.received = 5
  await next()
  expect(history.since(0)).toMatchObject([{ at: 1001, received: 5 }])
  metrics.counts.received = 12
  metrics.counts.rejected.set('schema', 2).set('event_too_large', 1)
  metrics.counts.recordBytes = 900
  metrics.recordEvents.observe(9)
  metrics.requestSeconds.observe(0.0004)
  metrics.requestSeconds.observe(0.0006)
  stored.bytes = 1200
  await next()
  await next()
  const [first, second] = history.since(1001)
  expect(first).toMatchObject({
    at: 1002,
    received: 7,
    rejected: 3,
    record_events: 9,
    record_bytes: 900,
    stored_bytes: 1200,
    spool_bytes: 77,
  })
  expect(first?.request.slice(0, 3)).toEqual([1, 1, 0])
  expect(second).toMatchObject({ at: 1003, received: 0, record_events: 0, spool_bytes: 77 })
  expect(history.since(1002)).toEqual([second])
})

test('forgets what is older than ten minutes, and counts no second twice', async () => {
  const { history, next, metrics, clock } = historyAt()
  for (let n = 0; n < historySeconds + 5; n++) await next()
  expect(history.since(0)).toHaveLength(historySeconds)
  metrics.counts.received = 3
  clock.ms += 300
  await history.look()
  await next()
  expect(history.since(0).filter(({ received }) => received === 3)).toHaveLength(1)
  expect(new Set(history.since(0).map(({ at }) => at)).size).toBe(historySeconds)
})

test('adds up what several processes did in the same second, and shows the worst of them', async () => {
  const one = historyAt()
  one.metrics.counts.received = 2
  one.metrics.requestSeconds.observe(0.0001)
  await one.next()
  const [first] = one.history.since(0)
  if (first === undefined) throw new Error('there is no second')
  const other = { ...first, received: 3, spool_oldest_seconds: 9, breaker_state: 2 }
  const later = { ...first, at: first.at + 1 }
  const [joined, last] = joinHistories([
    [later, first],
    [other, later],
  ])
  expect(joined).toMatchObject({ at: first.at, received: 5, breaker_state: 2 })
  expect(joined).toMatchObject({ spool_oldest_seconds: 9 })
  expect(joined?.request[0]).toBe(2)
  expect(last).toMatchObject({ at: later.at, received: 4 })
  // One of them has not come to its end yet.
  expect(joinHistories([[first, later], [other]]).map(({ at }) => at)).toEqual([first.at])
})
