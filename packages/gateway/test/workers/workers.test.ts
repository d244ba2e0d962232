import { readdir, rename } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createLedger } from '@weir/campaign/ledger'
import { startLoad } from '@weir/campaign/load'
import { createKinesisServer } from '@weir/local'
import { createRandom } from '@weir/local/random'
import { expect, onTestFinished, test } from 'vitest'
import { envelope, event, temporaryFolder, testGateway } from '../support/gateway.ts'
import { heldSink } from '../support/held-sink.ts'
import { noLimits } from '../support/kinesis.ts'
import { childrenOf, type Program, runProgram } from '../support/program.ts'
import { readMetrics } from '../support/read-metrics.ts'
import { count } from '../support/survival.ts'
import { untilElsewhere } from '../support/until.ts'

const metricsOf = async ({ admin }: { admin: string }): Promise<string> =>
  (await fetch(`${admin}/metrics`)).text()

async function post(url: string, events: readonly unknown[]): Promise<number> {
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    // Each over another connection, so that any worker may take it.
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(envelope(events)),
  })
  await answer.arrayBuffer()
  return answer.status
}

const ends = (line: string) => line.includes('"msg":"worker ended"')

test('loses nothing that was acknowledged when workers are killed under load, and takes them up again', async () => {
  const server = await createKinesisServer({
    limits: noLimits,
    streams: ['events', 'rejected'].map((name) => ({ name, shards: 4 })),
  })
  onTestFinished(() => server.close())
  const program = await runProgram({
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'k',
    AWS_SECRET_ACCESS_KEY: 's',
    AWS_ENDPOINT_URL_KINESIS: server.url,
    WEIR_SINK: 'kinesis',
    WEIR_STREAM: 'events',
    WEIR_REJECTED_STREAM: 'rejected',
    WEIR_WORKERS: '2',
    WEIR_LINGER_MS: '20',
    WEIR_SPOOL: join(await temporaryFolder(), 'spool'),
  })
  const at = await program.ready
  const ledger = createLedger()
  const random = createRandom(1)
  const load = startLoad({ url: at.url, clients: 8, random, ledger, life: 'a', goesOn: true })
  onTestFinished(() => load.stop())
  for (let kill = 1; kill <= 3; kill++) {
    const before = load.answers.get(202) ?? 0
    await untilElsewhere(() => (load.answers.get(202) ?? 0) >= before + 40)
    // Never 0: that is everybody in this process group.
    const [victim = Number.NaN] = await childrenOf(program)
    process.kill(victim, 'SIGKILL')
    await untilElsewhere(() => program.lines.filter(ends).length === kill)
    await untilElsewhere(async () => readMetrics(await metricsOf(at))('weir_workers') === 2)
  }
  await load.stop()
  const value = readMetrics(await metricsOf(at))
  expect(value('weir_worker_restarts_total')).toBe(3)
  expect(value('weir_events_received_total')).toBe(
    value('weir_events_accepted_total') + value('weir_events_rejected_total'),
  )
  expect(value('weir_unexpected_total')).toBe(0)
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
  expect(program.lines.slice(-9).join('\n')).toMatch(/drained"\}$/u)
  const text = (name: string) =>
    server.control
      .records(name)
      .map(({ data }) => data.toString())
      .join('')
  const verdict = ledger.judge({ events: text('events'), rejected: text('rejected') })
  expect(verdict).toMatchObject({ lost: [], invented: [], altered: [] })
  expect(verdict.acknowledged).toBeGreaterThan(300)
}, 60_000)

async function twoWorkers(env: Readonly<Record<string, string>> = {}): Promise<{
  program: Program
  url: string
  admin: string
}> {
  const spool = join(await temporaryFolder(), 'spool')
  const program = await runProgram({ WEIR_WORKERS: '2', WEIR_SPOOL: spool, ...env })
  return { program, ...(await program.ready) }
}

/** What several workers have told a live page, together. */
const matchedIn = (text: string): number =>
  Array.from(text.matchAll(/"good":\{"seen":\d+,"matched":(\d+)/gu), ([, n]) => Number(n)).reduce(
    (sum, each) => sum + each,
    0,
  )

test('shows one live page, one set of metrics and one health for all workers', async () => {
  const { program, url, admin } = await twoWorkers({ WEIR_CONSOLE: '1' })
  const stream = await fetch(`${url}/console/api/stream`)
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  const live = await fetch(`${url}/console/api/live?event_type=${String(event().event_type)}`)
  const batches = live.body?.pipeThrough(new TextDecoderStream()).getReader()
  const sent = Array.from({ length: 12 }, () => event())
  for (const each of sent) expect(await post(url, [each, { odd: true }])).toBe(202)
  const ids = sent.map((each) => each.event_id)
  const good = (await (await fetch(`${url}/console/api/good`)).json()) as {
    events: { event_id: string }[]
  }
  expect(good.events.map((each) => each.event_id)).toEqual(ids)
  const summary = async () => (await (await fetch(`${url}/console/api/summary`)).json()) as object
  expect(await summary()).toMatchObject({ received: 24, accepted: 12, rejected: 12 })
  let seen = ''
  const idsSeen = () => ids.filter((id) => seen.includes(String(id)))
  while (idsSeen().length < ids.length) seen += (await reader?.read())?.value ?? ''
  expect(idsSeen()).toEqual(ids)
  let sampled = ''
  while (matchedIn(sampled) < ids.length) sampled += (await batches?.read())?.value ?? ''
  expect(ids.filter((id) => !sampled.includes(String(id)))).toEqual([])
  await batches?.cancel()
  for (const id of ids) {
    expect((await fetch(`${url}/console/api/raw?event_id=${String(id)}`)).status).toBe(200)
  }
  const facts = (await (await fetch(`${url}/console/api/facts`)).json()) as { processes: unknown[] }
  expect(facts.processes).toHaveLength(2)
  const received = async () => {
    const { seconds } = (await (await fetch(`${url}/console/api/history`)).json()) as {
      seconds: { received: number }[]
    }
    return seconds.reduce((sum, second) => sum + second.received, 0)
  }
  await untilElsewhere(async () => (await received()) === 24)
  expect((await fetch(`${url}/console/api/reset`, { method: 'POST' })).status).toBe(204)
  expect(await summary()).toMatchObject({ received: 0, accepted: 0, rejected: 0 })
  await reader?.cancel()

  const ready = await fetch(`${admin}/readyz`)
  expect([ready.status, await ready.json()]).toMatchObject([200, { status: 'ok' }])
  await untilElsewhere(async () => count(await metricsOf({ admin })).undelivered.events === 0)
  const metrics = await metricsOf({ admin })
  expect(readMetrics(metrics)('weir_events_received_total')).toBe(24)
  expect(count(metrics)).toEqual({
    uncounted: 0,
    undelivered: { events: 0, rejected: 0 },
    unexpected: 0,
  })
  program.child.kill('SIGHUP')
  await untilElsewhere(() => program.lines.some((line) => line.includes('files read again')))
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
})

test('takes up what a larger crew has left behind, and leaves nobody when its primary is killed', async () => {
  const folder = await temporaryFolder()
  const sink = heldSink()
  // A gateway by itself is worker-0; as the third of a crew that is gone, its spool is nobody's.
  const before = await testGateway({ folder, sink, env: { WEIR_SHUTDOWN_MS: '20' } })
  expect(await post(before.url, [event(), event()])).toBe(202)
  await before.drain()
  await sink.close()
  sink.release()
  const spool = join(folder, 'spool')
  await rename(join(spool, 'worker-0'), join(spool, 'worker-2'))
  const { program, admin } = await twoWorkers({ WEIR_SPOOL: spool })
  await untilElsewhere(async () => (await readdir(spool)).length === 2)
  expect((await readdir(spool)).toSorted()).toEqual(['worker-0', 'worker-1'])
  expect(count(await metricsOf({ admin })).undelivered.events).toBe(-2)

  const workers = await childrenOf(program)
  program.child.kill('SIGKILL')
  await program.ended
  await untilElsewhere(() => !workers.some(isAlive))
  expect(workers).toHaveLength(2)
})

test('keeps its workers when a signal to read files again reaches them too', async () => {
  const { program } = await twoWorkers()
  const workers = await childrenOf(program)
  for (const pid of workers) process.kill(pid, 'SIGHUP')
  program.child.kill('SIGHUP')
  // Either word comes after each worker has answered, or is gone.
  await untilElsewhere(() => program.lines.some((line) => /files (?:read again|not)/u.test(line)))
  expect(program.lines.filter(ends)).toEqual([])
  expect(await childrenOf(program)).toEqual(workers)
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test.each([
  ['the port is taken', /EADDRINUSE/u],
  ['the file of sites is missing', /sites/u],
])('ends with one clear line when %s', async (what, words) => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  onTestFinished(() => void taken.close())
  const port = String((taken.address() as AddressInfo).port)
  const program = await runProgram({
    WEIR_WORKERS: '2',
    WEIR_LOG_LEVEL: 'silent',
    WEIR_SPOOL: join(await temporaryFolder(), 'spool'),
    ...(what.includes('port') ? { WEIR_PORT: port } : { WEIR_SITES: '/nowhere/sites.json' }),
  })
  expect(await program.ended).toBe(1)
  expect(program.lines).toEqual([expect.stringMatching(words) as string])
  expect(program.lines[0]).toMatch(/^weir-gateway: /u)
})
