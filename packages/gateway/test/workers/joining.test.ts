import { expect, test } from 'vitest'
import { createMetrics, type Metrics } from '../../src/metrics.ts'
import { joinHealth } from '../../src/workers/join-health.ts'
import { createRestartPause } from '../../src/workers/restart-pause.ts'
import { joinEntries, joinSummaries } from '../../src/workers/shared-console.ts'
import { addMetrics, lasting, sumMetrics } from '../../src/workers/sum-metrics.ts'
import { readMetrics } from '../support/read-metrics.ts'

const fine = { draining: false, store: { ok: true }, sink: { state: 'ready' } }
const full = { ...fine, store: { ok: false, reason: 'the spool is nearly full' } }
const down = { ...fine, sink: { state: 'down', reason: 'no answer' } }
const all = { draining: false, expected: 2 }

test('is ready while every worker that serves can store, and says what one of them cannot', () => {
  expect(joinHealth([fine, fine], all)).toEqual(fine)
  expect(joinHealth([fine, full], all)).toEqual(full)
  expect(joinHealth([fine, down], all)).toEqual(down)
  expect(joinHealth([fine], all)).toEqual({
    ...fine,
    sink: { state: 'degraded', reason: '1 of 2 workers do not answer' },
  })
  expect(joinHealth([], all).store).toEqual({ ok: false, reason: '2 of 2 workers do not answer' })
  expect(joinHealth([fine, fine], { ...all, draining: true }).draining).toBe(true)
})

test('waits longer for a worker that keeps ending, and starts one that lived at once', () => {
  const pause = createRestartPause()
  expect([10, 10, 10, 10].map((lived) => pause.next(lived))).toEqual([100, 200, 400, 800])
  for (let n = 0; n < 10; n++) pause.next(10)
  expect(pause.next(10)).toBe(10_000)
  expect(pause.next(60_000)).toBe(100)
})

function worker(accepted: number, oldestSeconds: number): Metrics {
  const metrics = createMetrics()
  metrics.counts.accepted = accepted
  metrics.counts.delivered.set('events', accepted)
  metrics.requestSeconds.observe(0.002)
  metrics.gauge('spool_oldest_seconds', () => oldestSeconds)
  metrics.gauge('spool_bytes', () => 10)
  return metrics
}

test('adds what was counted, takes the worst of ages, and keeps what a process leaves', async () => {
  const [one, two, gone] = await Promise.all(
    [worker(3, 7), worker(4, 2), worker(5, 99)].map((each) => each.snapshot()),
  )
  const left = await addMetrics([], lasting(gone ?? []))
  const value = readMetrics(await sumMetrics([left, one ?? [], two ?? []]))
  expect(value('weir_events_accepted_total')).toBe(12)
  expect(value('weir_events_delivered_total', { stream: 'events' })).toBe(12)
  expect(value('weir_request_seconds_count')).toBe(3)
  expect(value('weir_request_seconds_bucket', { le: '0.0025' })).toBe(3)
  expect(value('weir_spool_oldest_seconds')).toBe(7)
  expect(value('weir_spool_bytes')).toBe(20)
})

test('shows the records of all workers, oldest first, the latest of them', () => {
  const entry = (at: number) => ({ stream: 'events' as const, at, line: String(at) })
  const lists = [[1, 4, 6].map(entry), [2, 3, 5].map(entry)]
  expect(joinEntries(lists, undefined)).toEqual(['1', '2', '3', '4', '5', '6'])
  expect(joinEntries(lists, 2)).toEqual(['5', '6'])
  expect(joinEntries(lists, 0)).toEqual([])
  const summary = { received: 1, accepted: 1, rejected: 0, delivered: 1 }
  const rest = { delivered_rejected: 0, records: 1, retries: 0, unexpected: 0 }
  const sum = joinSummaries([
    { ...summary, ...rest },
    { ...summary, ...rest, rejected: 2 },
  ])
  expect(sum).toMatchObject({ received: 2, rejected: 2, records: 2 })
})
