import { expect, test } from 'vitest'
import { createWriteQueue, type Write } from '../../../src/kinesis/store/write-queue.ts'

const records = (stream: string) => ({ kind: 'records', stream, placed: [] }) as const

function setUp() {
  const writes: { write: Write; gate: PromiseWithResolvers<void> }[] = []
  const queue = createWriteQueue((write) => {
    const gate = Promise.withResolvers<void>()
    writes.push({ write, gate })
    return gate.promise
  })
  return { writes, queue }
}

test('what comes in during a write is written together, stream by stream', async () => {
  const { writes, queue } = setUp()
  for (const stream of ['a', 'a', 'a', 'b', 'a']) queue.push(records(stream))
  const done = queue.done()
  for (let at = 0; at < 4; at++) {
    await Promise.resolve()
    writes[at]?.gate.resolve()
    await new Promise(setImmediate)
  }
  await done
  expect(writes.map(({ write }) => [write.change.stream, write.changes])).toEqual([
    ['a', 1],
    ['a', 2],
    ['b', 1],
    ['a', 1],
  ])
  expect(queue.done()).toBeUndefined()
})

test('who waits does not wait for what came after', async () => {
  const { writes, queue } = setUp()
  queue.push(records('a'))
  const first = queue.done()
  queue.push(records('b'))
  writes[0]?.gate.resolve()
  await first
  expect(queue.done()).toBeInstanceOf(Promise)
  writes[1]?.gate.resolve()
  await queue.done()
})

test('after a write that failed nothing is called written any more', async () => {
  const { writes, queue } = setUp()
  queue.push(records('a'))
  const done = queue.done()
  writes[0]?.gate.reject(new Error('disk full'))
  await expect(done).rejects.toThrow('disk full')
  queue.push(records('a'))
  await expect(queue.done()).rejects.toThrow('disk full')
  expect(writes).toHaveLength(1)
})
