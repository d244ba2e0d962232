import { expect, test } from 'vitest'
import { createMemorySink } from '../../src/sinks/memory-sink.ts'
import { deliveryOf, linesOf, parseLine } from '../support/lines.ts'
import { contract } from './sink-contract.ts'

contract('memory', async () => {
  const sink = createMemorySink()
  return { sink, stored: (stream) => sink[stream].map(parseLine), close: sink.close }
})

test('keeps the latest lines only', async () => {
  const sink = createMemorySink({ maxLines: 3 })
  await sink.deliver(deliveryOf(linesOf(2, 1)))
  await sink.deliver(deliveryOf(linesOf(2, 1, 2)))
  expect(sink.events.map((line) => parseLine(line).seq)).toEqual([1, 2, 3])
  await sink.deliver(deliveryOf(linesOf(9, 1, 4)))
  expect(sink.events.map((line) => parseLine(line).seq)).toEqual([10, 11, 12])
})
test('forgets all lines when it is cleared', async () => {
  const sink = createMemorySink()
  await sink.deliver(deliveryOf(linesOf(2, 1)))
  await sink.deliver(deliveryOf(linesOf(2, 1), 'rejected'))
  sink.clear()
  expect([...sink.events, ...sink.rejected]).toEqual([])
})
