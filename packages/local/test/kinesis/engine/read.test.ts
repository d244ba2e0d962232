import { expect, test } from 'vitest'
import { createEngine } from '../../../src/kinesis/engine/engine.ts'
import {
  getRecords,
  getShardIterator,
  type IteratorStart,
} from '../../../src/kinesis/engine/read.ts'
import { addStream } from '../../../src/kinesis/engine/streams.ts'
import { putRecord } from '../../../src/kinesis/engine/write.ts'
import { createFakeClock } from '../fake-clock.ts'

const limits = { iteratorsPerSecond: Number.POSITIVE_INFINITY }

/** Three records, ten milliseconds apart; the clock stands at the last. */
function setUp() {
  const clock = createFakeClock()
  const startMs = clock.now()
  const engine = createEngine({ clock: clock.now, limits })
  addStream(engine, { name: 's', shards: 1 })
  const put = (word: string) =>
    putRecord(engine, { stream: 's', records: [{ partitionKey: 'k', data: Buffer.from(word) }] })
  const iterator = (start: IteratorStart) => getShardIterator(engine, 's', { shard: '0', start })
  const read = (from: string) =>
    getRecords(engine, from, 100)
      .records.map(({ data }) => data.toString())
      .join('')
  put('1')
  for (const word of ['2', '3']) {
    clock.advance(10)
    put(word)
  }
  return { startMs, put, iterator, read }
}

test('an iterator at a time starts with what arrived then or later', () => {
  const { startMs, iterator, read } = setUp()
  const from = (ms: number) => read(iterator({ type: 'AT_TIMESTAMP', timestampMs: startMs + ms }))
  expect([-5, 0, 10, 11].map(from)).toEqual(['123', '123', '23', '3'])
  expect(() => from(21)).toThrow('cannot be greater than the currentTimestampInMillis')
})

test('an iterator at the latest sees only what comes after it', () => {
  const { put, iterator, read } = setUp()
  const from = iterator({ type: 'LATEST' })
  expect(read(from)).toBe('')
  put('4')
  expect(read(from)).toBe('4')
})
