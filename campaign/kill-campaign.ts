import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { doubledByOneLife } from './archived-twice.ts'
import { miscountedIn } from './count-events.ts'
import { createLedger, type Ledger, type Streams, type Verdict } from './ledger.ts'
import { startLoad } from './load.ts'
import { archiveSink, kinesisSink, startGateway, startKinesis } from './processes.ts'
import { type ArchivedLines, readArchive } from './read-archive.ts'
import { createScratchFolder } from './scratch-folder.ts'
import { createRandom, type Random } from '@weir/local/random'

export interface KillOptions {
  readonly seed: number
  /** How many times the gateway is killed; every second time it runs without a spool. */
  readonly kills: number
  /** Where the gateway sends what it takes. Default: kinesis. */
  readonly sink?: 'kinesis' | 'archive'
  readonly onKill?: (kill: number) => void
}

export interface KillVerdict extends Verdict {
  /** Of an archive: stored twice by one life of the gateway; only a crash may double, into the next. */
  readonly doubled?: readonly string[]
  /** Of an archive: where its view `events` counts something else than each event once. */
  readonly miscounted?: readonly string[]
}

/** Clients that send at once. */
const clients = 16

/**
 * A gateway is killed at random instants under load and started again, with Kinesis in another
 * process, or none. In the end everything that a client was told is stored has to be in a stream, or
 * in a whole file of the archive, as it was sent, and nothing else may be there.
 */
export async function runKillCampaign(options: KillOptions): Promise<KillVerdict> {
  const scratch = createScratchFolder()
  const folder = scratch.path
  const sites = await writeSites(folder)
  const place = { sites, spool: join(folder, 'spool') }
  try {
    return options.sink === 'archive'
      ? await killAll(options, { ...place, target: archiveTarget(folder) })
      : await killAll(options, { ...place, target: await kinesisTarget() })
  } finally {
    scratch.remove()
  }
}

interface Scene<Stored extends Streams> {
  readonly target: Target<Stored>
  readonly sites: string
  readonly spool: string
}

async function killAll<Stored extends Streams>(
  { seed, kills, onKill }: KillOptions,
  { target, ...where }: Scene<Stored>,
): Promise<KillVerdict> {
  const random = createRandom(seed)
  const ledger = createLedger()
  const place = { sink: target.sink, ...where }
  try {
    for (let kill = 0; kill < kills; kill++) {
      const spool = kill % 2 === 0 ? place.spool : 'off'
      const life = `life ${kill}, spool ${spool === 'off' ? 'off' : 'on'}`
      // On a busy machine the others may be killed before any answer: of these there is one of each.
      const minAnswers = kill % 3 === 2 ? 30 : 0
      await oneLife({ ...place, spool }, { random, ledger, life, minAnswers })
      onKill?.(kill + 1)
    }
    // What the last lives left is delivered by one that may end in peace.
    const last = await startGateway(place)
    const code = await last.end('SIGTERM')
    const drained = last.lines.some((line) => line.includes('"msg":"drained"'))
    if (code !== 0 || !drained) throw new Error(`it did not drain: ${last.lines.join('\n')}`)
    const stored = await target.read()
    return { ...ledger.judge(stored), ...(await target.judge(stored)) }
  } finally {
    await target.end()
  }
}

/** A file of one site, and its path. */
export async function writeSites(folder: string): Promise<string> {
  const path = join(folder, 'sites.json')
  await writeFile(path, JSON.stringify({ sites: [{ site_id: 'demo', write_keys: ['wk_demo'] }] }))
  return path
}

/** What the gateway sends to, and what is found there in the end. */
interface Target<Stored extends Streams = Streams> {
  readonly sink: Readonly<Record<string, string>>
  readonly read: () => Promise<Stored>
  readonly judge: (stored: Stored) => Promise<Pick<KillVerdict, 'doubled' | 'miscounted'>>
  readonly end: () => Promise<unknown>
}

async function kinesisTarget(): Promise<Target> {
  const kinesis = await startKinesis()
  const url = kinesis.ready
  const read = async (stream: string): Promise<string> =>
    (await fetch(`${url}/weir/streams/${stream}/data`)).text()
  return {
    sink: kinesisSink(url),
    read: async () => ({ events: await read('events'), rejected: await read('rejected') }),
    // A stream does not say which life of the gateway wrote a record, and has no view.
    judge: () => Promise.resolve({}),
    end: () => kinesis.end('SIGTERM'),
  }
}

function archiveTarget(folder: string): Target<ArchivedLines> {
  const root = join(folder, 'archive')
  return {
    sink: archiveSink(root),
    read: () => readArchive(root),
    judge: async (stored) => ({
      doubled: doubledByOneLife(stored.files),
      miscounted: await miscountedIn(root, stored),
    }),
    end: () => Promise.resolve(),
  }
}

interface Life {
  readonly random: Random
  readonly ledger: Ledger
  readonly life: string
  /** How many requests are answered before it may end. */
  readonly minAnswers: number
}

async function oneLife(
  place: Parameters<typeof startGateway>[0],
  { random, ledger, life, minAnswers }: Life,
): Promise<void> {
  const gateway = await startGateway(place)
  const load = startLoad({ url: gateway.ready, clients, random, ledger, life })
  while ((load.answers.get(202) ?? 0) < minAnswers && !load.isOver()) await delay(5)
  // The instant of the kill is the fault under test, not a wait for something to be done.
  await delay(random.between(20, 400))
  await gateway.end('SIGKILL')
  await load.stop()
}
