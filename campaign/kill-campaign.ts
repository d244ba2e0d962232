import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createLedger, type Ledger, type Verdict } from './ledger.ts'
import { startLoad } from './load.ts'
import { startGateway, startKinesis } from './processes.ts'
import { createRandom, type Random } from '@weir/local/random'

export interface KillOptions {
  readonly seed: number
  /** How many times the gateway is killed; every second time it runs without a spool. */
  readonly kills: number
  readonly onKill?: (kill: number) => void
}

/** Clients that send at once. */
const clients = 16

/**
 * A gateway is killed at random instants under load and started again, with Kinesis in another
 * process. In the end everything that a client was told is stored has to be in a stream, as it was
 * sent, and nothing else may be there.
 */
export async function runKillCampaign({ seed, kills, onKill }: KillOptions): Promise<Verdict> {
  const random = createRandom(seed)
  const ledger = createLedger()
  const folder = await mkdtemp(join(tmpdir(), 'weir-campaign-'))
  const sites = join(folder, 'sites.json')
  await writeFile(sites, JSON.stringify({ sites: [{ site_id: 'demo', write_keys: ['wk_demo'] }] }))
  const kinesis = await startKinesis()
  const place = { kinesisUrl: kinesis.ready, sites, spool: join(folder, 'spool') }
  try {
    for (let kill = 0; kill < kills; kill++) {
      const spool = kill % 2 === 0 ? place.spool : 'off'
      const life = `life ${kill}, spool ${spool === 'off' ? 'off' : 'on'}`
      await oneLife({ ...place, spool }, { random, ledger, life })
      onKill?.(kill + 1)
    }
    // What the last lives left is delivered by one that may end in peace.
    const last = await startGateway(place)
    const code = await last.end('SIGTERM')
    const drained = last.lines.some((line) => line.includes('"msg":"drained"'))
    if (code !== 0 || !drained) throw new Error(`it did not drain: ${last.lines.join('\n')}`)
    return ledger.judge({
      events: await read(kinesis.ready, 'events'),
      rejected: await read(kinesis.ready, 'rejected'),
    })
  } finally {
    await kinesis.end('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  }
}

async function oneLife(
  place: Parameters<typeof startGateway>[0],
  { random, ledger, life }: { random: Random; ledger: Ledger; life: string },
): Promise<void> {
  const gateway = await startGateway(place)
  const load = startLoad({ url: gateway.ready, clients, random, ledger, life })
  // The instant of the kill is the fault under test, not a wait for something to be done.
  await delay(random.between(20, 400))
  await gateway.end('SIGKILL')
  await load.stop()
}

const read = async (url: string, stream: string): Promise<string> =>
  (await fetch(`${url}/weir/streams/${stream}/data`)).text()
