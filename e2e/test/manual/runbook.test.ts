import { execFile } from 'node:child_process'
import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKinesisServer, type KinesisServer } from '@weir/local'
import { until } from '@weir/browsers'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { projectRoot } from '../../src/manual/pages.ts'
import { startRunbookGateway } from '../../src/manual/runbook-gateway.ts'

// What docs/operations.md says that somebody sees, played through once, in the order of the page.

vi.setConfig({ testTimeout: 60_000 })

const page = await readFile(join(projectRoot, 'docs/operations.md'), 'utf8')
let folder = ''
let kinesis: KinesisServer
let gateway: Awaited<ReturnType<typeof startRunbookGateway>>
const start = (settings: Readonly<Record<string, string>> = {}) =>
  startRunbookGateway(folder, { AWS_ENDPOINT_URL_KINESIS: kinesis.url, ...settings })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-runbook-'))
  const streams = ['events', 'rejected'].map((name) => ({ name, shards: 1 }))
  // A full spool would take the shards of AWS half a minute.
  const limits = { writeBytesPerSecond: 1e9, writeRecordsPerSecond: 1e6 }
  kinesis = await createKinesisServer({ streams, limits })
  await writeFile(
    join(folder, 'sites.json'),
    '{"sites": [{"site_id": "demo", "write_keys": ["wk_demo"]}]}',
  )
  gateway = await start()
})
afterAll(async () => {
  await gateway.stop()
  await kinesis.close()
  await rm(folder, { recursive: true, force: true })
})

const isDelivered = async (): Promise<true | undefined> => {
  const accepted = await gateway.metric('weir_events_accepted_total')
  const delivered = await gateway.metric('weir_events_delivered_total{stream="events"}')
  return accepted > 0 && accepted === delivered ? true : undefined
}
const above = (name: string, floor = 0) =>
  until(`${name} is above ${floor}`, async () =>
    (await gateway.metric(name)) > floor ? true : undefined,
  )

test('names metrics that are there', async () => {
  const text = await gateway.metrics()
  const named = new Set(Array.from(page.matchAll(/`(weir_\w+)/gu), ([, name = '']) => name))
  expect([...named].filter((name) => !text.includes(`# TYPE ${name} `))).toEqual([])
  expect(named.size).toBeGreaterThan(6)
})

test('throttled: events wait in the spool, and only what was refused goes again', async () => {
  kinesis.control.addFault({ kind: 'throttle' })
  expect((await gateway.send(5)).status).toBe(202)
  await above('weir_put_retries_total{reason="throttled"}')
  await above('weir_spool_oldest_seconds')
  kinesis.control.clearFaults()
  await until('all is delivered', isDelivered)
  expect(kinesis.control.records('events')).toHaveLength(1)
})

test('away: it answers 202 and keeps, degraded and in service', async () => {
  kinesis.control.addFault({ kind: 'outage' })
  const said = gateway.says(/"breaker":"open"/u)
  expect((await gateway.send(5)).status).toBe(202)
  await said
  await above('weir_breaker_state', 1)
  expect(await gateway.ready()).toMatchObject({ code: 200, status: 'degraded' })
})

test('full: 503 with Retry-After, room for beacons, and nothing is lost when Kinesis is back', async () => {
  let answer = await gateway.send(1)
  // What is refused as too much for what is left still fits in smaller pieces.
  for (let count = 60; count >= 1; count = Math.floor(count / 2)) {
    do answer = await gateway.send(count, { isLarge: true })
    while (answer.status === 202)
  }
  expect(answer.status).toBe(503)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await gateway.ready()).code).toBe(503)
  expect((await gateway.send(1, { isBeacon: true })).status).toBe(202)
  const said = gateway.says(/"breaker":"closed"/u)
  kinesis.control.clearFaults()
  await said
  await until('all is delivered', isDelivered)
  expect(await gateway.ready()).toMatchObject({ code: 200, status: 'ok' })
})

test('poison: what can never be delivered is rejected with its reason', async () => {
  const answer = await gateway.send(1, { isPoison: true })
  expect(await answer.json()).toMatchObject({
    accepted: 0,
    rejected: [{ code: 'event_too_large' }],
  })
})

test('a bad file of sites keeps the old one, and the log says why', async () => {
  const file = join(folder, 'sites.json')
  const good = await readFile(file, 'utf8')
  const refused = gateway.says(/files not changed: \S*sites\.json is not JSON/u)
  await writeFile(file, '{bad')
  gateway.signal('SIGHUP')
  await refused
  expect((await gateway.send(1)).status).toBe(202)
  const read = gateway.says(/files read again/u)
  await writeFile(file, good)
  gateway.signal('SIGHUP')
  await read
})

test('a second gateway on the directory ends with a line that says so', async () => {
  await expect(start()).rejects.toThrow(/weir-gateway: \S+lock is held by pid \d+/u)
})

test('draining: not ready, ships what is left, and ends with 0', async () => {
  kinesis.control.addFault({ kind: 'outage' })
  await gateway.send(5)
  await above('weir_breaker_state', 1)
  const draining = gateway.says(/"msg":"draining"/u)
  const ended = gateway.stop()
  await draining
  expect((await gateway.ready()).code).toBe(503)
  kinesis.control.clearFaults()
  expect(await ended).toBe(0)
  const lines = kinesis.control.records('events').map(({ data }) => data.toString())
  expect(lines.at(-1)?.match(/\n/gu)).toHaveLength(5)
})

test('a spool that is left behind is delivered by the next, and what the disk forgot is counted', async () => {
  kinesis.control.addFault({ kind: 'outage' })
  gateway = await start()
  for (let each = 0; each < 3; each++) await gateway.send(5)
  await gateway.kill()
  const spool = join(folder, 'spool/worker-0')
  const name = (await readdir(spool)).find((each) => each.includes('.segment')) ?? ''
  const bytes = await readFile(join(spool, name))
  const at = bytes.lastIndexOf('"event_id"')
  const segment = await open(join(spool, name), 'r+')
  await segment.write('#', at)
  await segment.close()
  kinesis.control.clearFaults()
  gateway = await start()
  await until('the rest is delivered', async () =>
    (await gateway.metric('weir_events_delivered_total{stream="events"}')) > 0 ? true : undefined,
  )
  await above('weir_spool_skipped_total')
  expect(gateway.output()).toContain(name)
})

test('a stream that is missing: starts degraded, and stores', async () => {
  await gateway.stop()
  gateway = await start({ WEIR_STREAM: 'missing' })
  expect(gateway.output()).toContain('Kinesis stream missing does not exist')
  expect((await gateway.send(1)).status).toBe(202)
  expect(await gateway.ready()).toMatchObject({ code: 200, status: 'degraded' })
})

test('--check says all that is wrong at once', async () => {
  const main = join(projectRoot, 'packages/gateway/src/main.ts')
  const env = { WEIR_SITES: join(folder, 'none.json'), WEIR_PORT: 'x', WEIR_TYPO: '1' }
  const said = await new Promise<string>((done) => {
    const words = ['--conditions=weir-source', main, '--check']
    execFile(process.execPath, words, { env }, (_error, _out, problems) => done(problems))
  })
  for (const name of ['WEIR_PORT', 'WEIR_TYPO', 'WEIR_STREAM']) expect(said).toContain(name)
})
