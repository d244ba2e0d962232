import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config/read-config.ts'
import type { WorkerProcess } from '../../src/workers/crew.ts'
import { createPeer, type Peer } from '../../src/workers/peer.ts'
import { type Primary, startPrimary } from '../../src/workers/primary.ts'
import { channel } from '../support/channel.ts'
import { demoSite, temporaryFolder } from '../support/gateway.ts'
import { until } from '../support/until.ts'

/** A worker whose primary takes it for a process. */
interface FakeWorker {
  readonly peer: Peer
  readonly reloads: () => number
  readonly end: (code: number) => void
}

interface Crew {
  readonly primary: Primary
  /** In the order they were started. */
  readonly workers: readonly FakeWorker[]
  readonly log: readonly string[]
}

function fakeWorker(): FakeWorker & { process: WorkerProcess } {
  const { ends, cut } = channel()
  const exits: ((code: number | null, signal: string | null) => void)[] = []
  let reloads = 0
  const end = (code: number): void => {
    cut()
    for (const see of exits.splice(0)) see(code, null)
  }
  const peer = createPeer(ends[1], {
    reload: () => void reloads++,
    metrics: () => [],
    drain: () => end(0),
    'console relay': () => undefined,
    'console sample': () => undefined,
  })
  const process = {
    pid: 1,
    port: ends[0],
    kill: () => end(1),
    onExit: (see: (typeof exits)[number]) => void exits.push(see),
  }
  return { peer, reloads: () => reloads, end, process }
}

async function twoThatServe(): Promise<Crew> {
  const file = join(await temporaryFolder(), 'sites.json')
  await writeFile(file, JSON.stringify({ sites: [demoSite] }))
  const { config } = readConfig({ WEIR_SITES: file, WEIR_SINK: 'memory', WEIR_ADMIN_PORT: '0' })
  if (config === undefined) throw new Error('these settings are good')
  const log: string[] = []
  const workers: FakeWorker[] = []
  const starting = startPrimary({
    config,
    logger: pino({}, { write: (line: string) => void log.push(line) }),
    workers: 2,
    fork() {
      const worker = fakeWorker()
      workers.push(worker)
      return worker.process
    },
  })
  await until(() => workers.length === 2)
  for (const { peer } of workers) peer.tell('ready', 'http://127.0.0.1:1')
  const primary = await starting
  onTestFinished(async () => {
    await primary.drain()
  })
  return { primary, workers, log }
}

test('writes into its log why a worker cannot start again', async () => {
  const { workers, log } = await twoThatServe()
  workers[1]?.end(137)
  await until(() => workers.length === 3)
  await workers[2]?.peer.ask('failed', 'sites.json is not JSON')
  workers[2]?.end(1)
  expect(log.filter((line) => line.includes('sites.json is not JSON'))).toMatchObject([
    expect.stringMatching(/"level":50.*"worker":1/u),
  ])
})

test('asks a worker to read its files that was about to start during a reload', async () => {
  const { primary, workers } = await twoThatServe()
  workers[1]?.end(137)
  await until(() => workers.length === 3)
  const [first, , third] = workers
  await third?.peer.ask('place')
  await primary.reload()
  expect([first?.reloads(), third?.reloads()]).toEqual([1, 0])
  third?.peer.tell('ready', 'http://127.0.0.1:1')
  // What it is asked comes before the answer to this.
  await third?.peer.ask('place')
  expect([first?.reloads(), third?.reloads()]).toEqual([1, 1])
})
