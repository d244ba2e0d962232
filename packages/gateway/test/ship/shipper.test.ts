import { expect, test } from 'vitest'
import { createMetrics } from '../../src/metrics.ts'
import { createFrameWriter } from '../../src/pipeline/frame.ts'
import { createShipper, rejectedFlag } from '../../src/ship/shipper.ts'
import { createMemorySink } from '../../src/sinks/memory-sink.ts'
import type { Delivery } from '../../src/sinks/sink.ts'
import { type Spool, SpoolError } from '../../src/spool/index.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { until } from '../support/until.ts'

const mib = 1024 * 1024
const underWayBytes = 4 * mib

/** A megabyte of lines, as one frame. */
function createFrame(): Uint8Array {
  const writer = createFrameWriter()
  for (let line = 0; line < 16; line++) writer.add('x'.repeat(mib / 16 - 1), '\n', 'visitor')
  return writer.finish()
}

/** A shipper between a spool with no end, a megabyte a read, and a sink that stores when it is told to. */
function createRig() {
  const payload = createFrame()
  const given: Delivery[] = []
  const settled: (() => void)[] = []
  const confirmed: number[] = []
  const counts = createMetrics().counts
  let position = 0
  const spool: Pick<Spool, 'read' | 'confirm'> = {
    read: () => Promise.resolve([{ position: ++position, flags: 0, payload, appendedAt: 0 }]),
    confirm: (upTo) => confirmed.push(upTo),
  }
  const shipper = createShipper({
    spool: spool as Spool,
    sink: {
      ...createMemorySink(),
      underWayBytes,
      deliver(delivery) {
        given.push(delivery)
        return new Promise((resolve) => settled.push(resolve))
      },
    },
    counts,
    onBug: (error) => expect.fail(String(error)),
  })
  /** Lets everything happen that waits for nothing. */
  const rest = () => new Promise((resolve) => setImmediate(resolve))
  return { confirmed, counts, given, rest, settled, shipper }
}

test('gives the sink no more than it may have under way, and goes on when a delivery is over', async () => {
  const { confirmed, counts, given, rest, settled, shipper } = createRig()
  await rest()
  expect(given).toHaveLength(5)
  settled[0]?.()
  await rest()
  expect(given).toHaveLength(6)
  expect(confirmed).toEqual([1])
  expect(counts.delivered.get('events')).toBe(16)
  shipper.stop()
  await shipper.stopped
})

test('goes on when lines are stored, though no delivery is over', async () => {
  const { confirmed, given, rest, settled, shipper } = createRig()
  await rest()
  for (const { onStored } of given) onStored?.(mib - 1)
  await rest()
  expect(given).toHaveLength(9)
  expect(confirmed).toEqual([])
  // What was told before is not counted again.
  for (const end of settled.slice(0, 5)) end()
  await rest()
  expect(given).toHaveLength(10)
  shipper.stop()
  await shipper.stopped
})

test('stops where too much is in deliveries that are not over', async () => {
  const { given, rest, settled, shipper } = createRig()
  for (let turn = 0; turn < 40; turn++) {
    await rest()
    for (const { onStored } of given.slice(turn * 4, turn * 4 + 4)) onStored?.(mib - 1)
  }
  expect(given).toHaveLength(32)
  settled[0]?.()
  await rest()
  expect(given).toHaveLength(33)
  shipper.stop()
  await shipper.stopped
})

test('uses the memory of a delivery again as soon as the sink has copied it', async () => {
  const { given, rest, settled, shipper } = createRig()
  await rest()
  given[0]?.onCopied?.()
  settled[1]?.()
  await rest()
  expect(given[5]?.bytes.buffer).toBe(given[1]?.bytes.buffer)
  settled[0]?.()
  await rest()
  expect(given[6]?.bytes.buffer).toBe(given[0]?.bytes.buffer)
  settled[2]?.()
  await rest()
  expect(new Set(given.slice(5).map(({ bytes }) => bytes.buffer)).size).toBe(3)
  shipper.stop()
  await shipper.stopped
})

test('reads on when the disk refused to be read', async () => {
  const clock = createFakeClock()
  const bugs: unknown[] = []
  const given: Delivery[] = []
  const payload = createFrame()
  const failed = new SpoolError('failed', 'cannot read the log: EMFILE')
  const reads = [() => Promise.reject(failed), () => Promise.reject(failed)]
  const entry = { position: 1, flags: 0, payload, appendedAt: 0 }
  const shipper = createShipper({
    spool: {
      read: () => reads.shift()?.() ?? Promise.resolve([entry]),
      confirm: () => shipper.stop(),
    } as unknown as Spool,
    sink: {
      ...createMemorySink(),
      deliver: async (delivery) => void given.push(delivery),
    },
    counts: createMetrics().counts,
    onBug: (error) => bugs.push(error),
    clock,
  })
  await until(() => clock.pending() === 1)
  clock.advance(1000)
  await until(() => clock.pending() === 1)
  clock.advance(1000)
  await shipper.stopped
  expect(given[0]?.ends).toHaveLength(16)
  expect(bugs).toEqual([failed])
})

/** A shipper of one rejected frame, and a sink that stores none. */
function shipRejected(keepsRejected: boolean) {
  const never = new Error('can never be stored')
  const bugs: unknown[] = []
  const confirmed: number[] = []
  const entry = { position: 1, flags: rejectedFlag, payload: createFrame(), appendedAt: 0 }
  const reads = [[entry]]
  const shipper = createShipper({
    spool: {
      read: () => Promise.resolve(reads.shift() ?? new Promise(() => {})),
      confirm: (upTo: number) => confirmed.push(upTo),
    } as unknown as Spool,
    sink: { ...createMemorySink(), keepsRejected, deliver: () => Promise.reject(never) },
    counts: createMetrics().counts,
    onBug: (error) => bugs.push(error),
  })
  return { bugs, confirmed, never, shipper }
}

test('says so when the sink can never store something', async () => {
  const { bugs, confirmed, never } = shipRejected(true)
  await until(() => bugs.length > 0)
  expect([bugs, confirmed]).toEqual([[never], []])
})

test('is done with rejected events where there is no place for them any more', async () => {
  const { bugs, confirmed } = shipRejected(false)
  await until(() => confirmed.length > 0)
  expect([bugs, confirmed]).toEqual([[], [1]])
})
