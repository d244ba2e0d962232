import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createMemorySink } from '../../src/sinks/memory-sink.ts'
import { envelope, event, temporaryFolder, testGateway } from '../support/gateway.ts'
import { heldSink } from '../support/held-sink.ts'
import { until } from '../support/until.ts'

/** A folder with the spools of two workers that are gone, each with one event; and the ids of these. */
async function twoOrphans(): Promise<{ folder: string; ids: readonly unknown[] }> {
  const folder = await temporaryFolder()
  const ids: unknown[] = []
  for (const name of ['worker-2', 'worker-3']) {
    const sink = heldSink()
    const before = await testGateway({ folder, sink, env: { WEIR_SHUTDOWN_MS: '20' } })
    const sent = event()
    ids.push(sent.event_id)
    expect((await before.post(envelope([sent]))).status).toBe(202)
    await before.drain()
    await rename(join(folder, 'spool/worker-0'), join(folder, 'spool', name))
    sink.release()
  }
  return { folder, ids }
}

test('delivers what is behind an orphan whose folder cannot be removed', async () => {
  const { folder } = await twoOrphans()
  // What a network file system makes of a file that is removed while it is open.
  await writeFile(join(folder, 'spool/worker-2/.nfs0001'), '')
  const gateway = await testGateway({ folder })
  await until(() => gateway.metrics.counts.delivered.get('events') === 2)
  expect(await gateway.drain()).toBe(true)
  expect(gateway.metrics.counts.unexpected).toBe(0)
  expect(gateway.log.filter((line) => line.includes('orphan_failed'))).toHaveLength(1)
})

test('delivers what is behind an orphan that the sink refuses, and is not drained', async () => {
  const { folder, ids } = await twoOrphans()
  const memory = createMemorySink()
  const sink: typeof memory = {
    ...memory,
    async deliver(delivery) {
      if (Buffer.from(delivery.bytes).includes(String(ids[0]))) throw new Error('too long a line')
      await memory.deliver(delivery)
    },
  }
  const gateway = await testGateway({ folder, sink, env: { WEIR_SHUTDOWN_MS: '300' } })
  await until(() => memory.events.length === 1)
  expect(memory.events).toEqual([expect.stringContaining(String(ids[1]))])
  expect(await gateway.drain()).toBe(false)
})
