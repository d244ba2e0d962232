import { pino } from 'pino'
import { expect, test } from 'vitest'
import { observeSink } from '../src/create-sink.ts'
import { createMetrics } from '../src/metrics.ts'

test('writes two lines about an outage, however long it is probed', async () => {
  const lines: { breaker: string; stream: string }[] = []
  const write = (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number])
  const metrics = createMetrics()
  const { breaker } = observeSink(metrics, pino({}, { write }))
  for (let probe = 0; probe < 100; probe++) {
    breaker?.('open', 'events')
    breaker?.('half_open', 'events')
  }
  expect(await metrics.expose()).toContain('weir_breaker_state 1\n')
  breaker?.('closed', 'events')
  breaker?.('closed', 'rejected')
  expect(lines.map(({ stream, breaker: state }) => [stream, state])).toEqual([
    ['events', 'open'],
    ['events', 'closed'],
  ])
  breaker?.('open', 'events')
  expect(lines).toHaveLength(3)
})
