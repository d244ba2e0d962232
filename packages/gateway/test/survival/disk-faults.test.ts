import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeFiles } from '../../src/spool/node-files.ts'
import { createSpoolStore } from '../../src/store/spool-store.ts'
import {
  envelope,
  event,
  temporaryFolder,
  type TestGateway,
  testGateway,
} from '../support/gateway.ts'
import { type HeldSink, heldSink } from '../support/held-sink.ts'
import { runProgram } from '../support/program.ts'
import { makeReadOnly, mountSmallDisk } from '../support/small-disk.ts'
import { count } from '../support/survival.ts'

const allCounted = { uncounted: 0, undelivered: { events: 0, rejected: 0 }, unexpected: 0 }
/** As `navigator.sendBeacon` sends it; `fetch` has a Sec-Fetch-Mode of its own. */
async function sendBeacon(gateway: TestGateway, body: unknown): Promise<number | undefined> {
  const headers = { 'content-type': 'text/plain', 'sec-fetch-mode': 'no-cors' }
  const sent = request(`${gateway.url}/v1/events`, { method: 'POST', headers })
  sent.end(JSON.stringify(body))
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.statusCode
}
/** About 60 kB in the spool. */
const large = () => event({ properties: { blob: 'x'.repeat(15_000) }, page_title: 'x'.repeat(500) })
async function postLarge(gateway: TestGateway) {
  const events = [large(), large(), large(), large()]
  const answer = await gateway.post(envelope(events))
  return { answer, ids: answer.status === 202 ? events.map((each) => each.event_id) : [] }
}

const idsIn = (lines: readonly string[]): unknown[] =>
  lines.map((line) => (JSON.parse(line) as { event_id: unknown }).event_id)

/** Posts until it is refused; answers the ids of what was acknowledged, and the refusal. */
async function fill(gateway: TestGateway) {
  const acknowledged: unknown[] = []
  for (;;) {
    const { answer, ids } = await postLarge(gateway)
    if (answer.status !== 202) return { acknowledged, refusal: answer }
    acknowledged.push(...ids)
  }
}

async function expectRefused(gateway: TestGateway, reason: string): Promise<void> {
  const ready = await gateway.get('/readyz')
  expect(ready.status).toBe(503)
  expect(await ready.json()).toMatchObject({ checks: { store: { ok: false, reason } } })
}

async function expectDelivered(
  { gateway, sink }: { gateway: TestGateway; sink: HeldSink },
  acknowledged: readonly unknown[],
): Promise<void> {
  expect(await gateway.drain()).toBe(true)
  expect(idsIn(sink.lines())).toEqual(acknowledged)
  expect(count(await gateway.metrics.expose())).toEqual(allCounted)
}

test('says 503 on a disk that is really full, and goes on when the sink has made room', async (context) => {
  const folder = await temporaryFolder()
  context.skip(!mountSmallDisk(folder, 24), 'this machine does not let us mount a file system')
  const sink = heldSink()
  const gateway = await testGateway({ sink, folder })
  const { acknowledged, refusal } = await fill(gateway)
  expect(acknowledged.length).toBeGreaterThan(100)
  expect(refusal.json).toMatchObject({ status: 503, code: 'storage_unavailable' })
  expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0)
  await expectRefused(gateway, 'the spool or its disk is full')
  sink.release()
  for (let taken = false; !taken;) {
    const { answer, ids } = await postLarge(gateway)
    taken = answer.status === 202
    acknowledged.push(...ids)
  }
  await expectDelivered({ gateway, sink }, acknowledged)
})

test('keeps the last of a full spool for beacons, and is not ready even before', async () => {
  const sink = heldSink()
  const gateway = await testGateway({ sink, env: { WEIR_SPOOL_MAX_BYTES: '2 MiB' } })
  const isReady = async () => (await gateway.get('/readyz')).status === 200
  const early: unknown[] = []
  while (await isReady()) early.push(...(await postLarge(gateway)).ids)
  await expectRefused(gateway, 'the spool is nearly full')
  const { acknowledged, refusal } = await fill(gateway)
  expect(acknowledged.length).toBeGreaterThan(0)
  expect(refusal.json.code).toBe('storage_unavailable')
  await expectRefused(gateway, 'the spool or its disk is full')
  // What is small fits a while longer.
  const last = event()
  for (let sent = event(); (await gateway.post(envelope([sent]))).status === 202; sent = event()) {
    acknowledged.push(sent.event_id)
  }
  expect(await sendBeacon(gateway, envelope([last]))).toBe(202)
  sink.release()
  await expectDelivered({ gateway, sink }, [...early, ...acknowledged, last.event_id])
})

test('says 503 while the disk refuses to make writes durable, and goes on when it does again', async () => {
  const sink = heldSink()
  let isIll = false
  const files: typeof nodeFiles = {
    ...nodeFiles,
    async open(path, access) {
      const file = await nodeFiles.open(path, access)
      const refuse = () => Promise.reject(new Error('EIO: simulated'))
      return {
        ...file,
        write: (...given) => (isIll ? refuse() : file.write(...given)),
        sync: () => (isIll ? refuse() : file.sync()),
      }
    },
  }
  const problems: string[] = []
  const gateway = await testGateway({
    sink,
    async makeStore(to, metrics) {
      return createSpoolStore({
        directory: join(await temporaryFolder(), 'spool'),
        worker: 'worker-0',
        maxBytes: 64 * 1024 ** 2,
        sink: to,
        metrics,
        files,
        onProblem: ({ kind }) => problems.push(kind),
        onBug: () => (metrics.counts.unexpected += 1),
      })
    },
  })
  const post = async (sent: Record<string, unknown>) =>
    (await gateway.post(envelope([sent]))).status
  const [first, refused, last] = [event(), event(), event()]
  expect(await post(first)).toBe(202)
  isIll = true
  expect(await post(refused)).toBe(503)
  await expectRefused(gateway, 'the spool cannot be written')
  isIll = false
  expect(await post(last)).toBe(202)
  expect((await gateway.get('/readyz')).status).toBe(200)
  expect(problems).toContain('write_failed')
  sink.release()
  await expectDelivered({ gateway, sink }, [first.event_id, last.event_id])
})

/** A folder whose spool holds so many events, one to a record, that nobody has delivered. */
async function leaveBehind(events: number) {
  const folder = await temporaryFolder()
  const sink = heldSink()
  const gateway = await testGateway({ sink, folder, env: { WEIR_SHUTDOWN_MS: '20' } })
  const ids: unknown[] = []
  for (let n = 0; n < events; n++) {
    const sent = event()
    ids.push(sent.event_id)
    await gateway.post(envelope([sent]))
  }
  expect(await gateway.drain()).toBe(false)
  await sink.close()
  sink.release()
  const directory = join(folder, 'spool', 'worker-0')
  const segment = (await readdir(directory)).find((name) => /segment/u.test(name)) ?? ''
  return { folder, ids, directory, segment: join(directory, segment) }
}

/** Starts on what is there, and answers what came out of it. */
async function deliverRest(folder: string) {
  const gateway = await testGateway({ folder })
  const sent = event()
  expect((await gateway.post(envelope([sent]))).status).toBe(202)
  expect(await gateway.drain()).toBe(true)
  const { skipped, unexpected } = gateway.metrics.counts
  const delivered = idsIn(gateway.sink.events)
  expect(delivered.pop()).toBe(sent.event_id)
  return { delivered, skipped, unexpected, log: gateway.log.join('') }
}

test('starts on a damaged segment, delivers the rest, and counts what is lost', async () => {
  const { folder, ids, segment } = await leaveBehind(20)
  const bytes = await readFile(segment)
  for (const at of [4, 11]) bytes[bytes.indexOf(String(ids[at]))] = 0
  await writeFile(segment, bytes)
  const { delivered, skipped, unexpected, log } = await deliverRest(folder)
  expect(delivered).toEqual(ids.filter((_id, at) => at !== 4 && at !== 11))
  expect({ skipped, unexpected }).toEqual({ skipped: 2, unexpected: 0 })
  expect(log).toContain('"kind":"records_lost"')
})

test('starts on a segment whose last write was torn, and says so', async () => {
  const { folder, ids, segment } = await leaveBehind(20)
  const bytes = await readFile(segment)
  bytes.fill(0, bytes.indexOf(String(ids[19])))
  await writeFile(segment, bytes)
  const { delivered, skipped, unexpected, log } = await deliverRest(folder)
  expect(delivered).toEqual(ids.slice(0, 19))
  // What was never finished was never acknowledged: it is no loss.
  expect({ skipped, unexpected }).toEqual({ skipped: 0, unexpected: 0 })
  expect(log).toContain('"kind":"torn_tail"')
})

test('delivers everything, again if need be, when the checkpoint was deleted', async () => {
  const { folder, ids, directory } = await leaveBehind(20)
  await rm(join(directory, 'checkpoint'))
  const { delivered, skipped, unexpected, log } = await deliverRest(folder)
  expect(delivered).toEqual(ids)
  expect({ skipped, unexpected }).toEqual({ skipped: 0, unexpected: 0 })
  expect(log).toContain('"kind":"checkpoint_damaged"')
})

test('ends with one clear line when its spool belongs to another gateway, which goes on', async () => {
  const spool = join(await temporaryFolder(), 'spool')
  const first = await runProgram({ WEIR_SPOOL: spool })
  const { url } = await first.ready
  const second = await runProgram({ WEIR_SPOOL: spool })
  expect(await second.ended).toBe(1)
  const [line, ...more] = second.lines
  expect(line).toMatch(/^weir-gateway: .*spool.*held by pid \d+/u)
  expect(line).toContain(`pid ${first.child.pid} `)
  expect(more).toEqual([])
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
})

test('ends with one clear line when its spool is read-only', async (context) => {
  const folder = await temporaryFolder()
  context.skip(!mountSmallDisk(folder, 24), 'this machine does not let us mount a file system')
  await mkdir(join(folder, 'spool'))
  makeReadOnly(folder)
  const program = await runProgram({ WEIR_SPOOL: join(folder, 'spool') })
  expect(await program.ended).toBe(1)
  expect(program.lines).toEqual([
    expect.stringMatching(/^weir-gateway: .*spool\/worker-0.*read-only/u) as string,
  ])
})
