import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../src/config/read-config.ts'
import { createSink } from '../src/create-sink.ts'
import { createMetrics } from '../src/metrics.ts'
import { envelope, event, temporaryFolder, testGateway } from './support/gateway.ts'
import { archivedLines, readArchive } from './support/read-archive.ts'
import { until } from './support/until.ts'

/** A gateway as `WEIR_SINK=archive` makes it, on a folder of its own. */
async function archivingGateway(env: Readonly<Record<string, string>> = {}) {
  const root = join(await temporaryFolder(), 'archive')
  const settings = { WEIR_SINK: 'archive', WEIR_ARCHIVE: root, ...env }
  const { config } = readConfig(settings)
  if (config === undefined) throw new Error('these settings are good')
  const sink = createSink(config, {
    metrics: createMetrics(),
    logger: pino({ level: 'silent' }),
  })
  const gateway = await testGateway({ sink, env: settings })
  const ids = async (stream: 'events' | 'rejected' = 'events') =>
    archivedLines(await readArchive(root), stream).map((line) => {
      const record = JSON.parse(line) as { event_id?: string; event?: { event_id: string } }
      return record.event_id ?? record.event?.event_id
    })
  return { gateway, ids }
}

test('answers without a spool when the events are in a file of the archive', async () => {
  const { gateway, ids } = await archivingGateway({ WEIR_SPOOL: 'off' })
  const [good, bad] = [event(), event({ page_url: 'nonsense' })]
  const { status, json } = await gateway.post(envelope([good, bad]))
  expect([status, json.accepted]).toEqual([202, 1])
  expect([await ids(), await ids('rejected')]).toEqual([[good.event_id], [bad.event_id]])
})

test('answers from the spool, and leaves everything in the archive when it drains', async () => {
  const { gateway, ids } = await archivingGateway()
  const sent = [event(), event(), event()]
  for (const each of sent) expect((await gateway.post(envelope([each]))).status).toBe(202)
  const bad = event({ event_type: 'NO' })
  await gateway.post(envelope([bad]))
  expect(await gateway.drain()).toBe(true)
  expect(await ids()).toEqual(sent.map((each) => each.event_id))
  expect(await ids('rejected')).toEqual([bad.event_id])
  expect(Object.fromEntries(gateway.metrics.counts.delivered)).toEqual({ events: 3, rejected: 1 })
})

test('leaves everything in the archive when it drains, though clients neither finish nor leave', async () => {
  const { gateway, ids } = await archivingGateway({ WEIR_SHUTDOWN_MS: '1500' })
  const client = async () => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1')
    socket.on('error', () => undefined)
    onTestFinished(() => void socket.destroy())
    await once(socket, 'connect')
    return socket
  }
  // As browsers open one ahead of need.
  await client()
  const slow = await client()
  slow.write(
    'POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n',
  )
  await once(slow, 'data')
  slow.write('{')
  const sent = event()
  expect((await gateway.post(envelope([sent]))).status).toBe(202)
  expect(await gateway.drain()).toBe(true)
  expect(await ids()).toEqual([sent.event_id])
  expect(gateway.metrics.counts).toMatchObject({ received: 1, accepted: 1, unexpected: 0 })
})

test('goes on with events while the rejected ones that came with them wait for company', async () => {
  const { gateway } = await archivingGateway()
  const text = Array.from({ length: 4 }, () => 'x'.repeat(3500))
  const large = Array.from({ length: 10 }, () => ({ properties: { text } }))
  const request = () => envelope([...large.map(event), event({ event_type: 'NO' })])
  const { json } = await gateway.post(request())
  expect(json).toMatchObject({ accepted: 10, rejected: [{ index: 10 }] })
  for (let sent = 1; sent < 350; sent++) await gateway.post(request())
  // More than may be under way at once, in much less time than a file may wait.
  const { delivered } = gateway.metrics.counts
  await until(() => (delivered.get('events') ?? 0) > 3000)
  expect(delivered.get('rejected')).toBeGreaterThan(0)
  expect(delivered.get('rejected')).toBeLessThan(350)
})
