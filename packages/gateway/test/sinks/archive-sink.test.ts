import { expect, test } from 'vitest'
import { createArchiveSink, type ArchiveWriter } from '../../src/sinks/archive-sink.ts'
import type { StreamName } from '../../src/sinks/sink.ts'
import { fastClock } from '../support/fast-clock.ts'
import { deliveryOf, linesOf, parseLine, type Line } from '../support/lines.ts'
import { until } from '../support/until.ts'
import { contract } from './sink-contract.ts'

/** An archive in memory that refuses the first appends. */
function createWriter(refusals = 0) {
  const kept: Record<StreamName, Line[]> = { events: [], rejected: [] }
  let calls = 0
  const writer: ArchiveWriter = {
    async append(stream, { bytes }) {
      calls += 1
      if (calls <= refusals) throw new Error('disk full')
      const text = Buffer.from(bytes).toString()
      kept[stream].push(...text.split('\n').slice(0, -1).map(parseLine))
    },
    flush: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
  return { writer, kept, calls: () => calls }
}

contract('archive', async () => {
  const { writer, kept } = createWriter()
  const sink = createArchiveSink({ writer })
  return { sink, stored: (stream) => kept[stream], close: sink.close }
})

test('keeps trying in order, and says what is wrong meanwhile', async () => {
  const { writer, kept, calls } = createWriter(3)
  const sink = createArchiveSink({ writer, clock: fastClock })
  const first = sink.deliver(deliveryOf(linesOf(1, 1)))
  const second = sink.deliver(deliveryOf(linesOf(1, 1, 1)))
  await until(() => calls() > 1)
  expect(sink.health()).toEqual({
    state: 'degraded',
    reason: 'the archive cannot be written (disk full)',
  })
  await Promise.all([first, second])
  expect(kept.events.map(({ seq }) => seq)).toEqual([0, 1])
  expect(sink.health()).toEqual({ state: 'ready' })
})
test('gives a delivery up when its signal aborts, and goes on with the next', async () => {
  const { writer, kept, calls } = createWriter(1)
  const sink = createArchiveSink({ writer, clock: fastClock, random: () => 1 })
  const giveUp = new AbortController()
  const first = sink.deliver(deliveryOf(linesOf(1, 1)), giveUp.signal)
  const second = sink.deliver(deliveryOf(linesOf(1, 1, 1)))
  await until(() => calls() === 1)
  const reason = new Error('given up')
  giveUp.abort(reason)
  await expect(first).rejects.toBe(reason)
  await second
  expect(kept.events.map(({ seq }) => seq)).toEqual([1])
})
