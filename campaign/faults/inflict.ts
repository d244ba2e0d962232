import { setTimeout as delay } from 'node:timers/promises'
import type { Balancer, Weather } from './balancer.ts'
import type { Keeper } from './keeper.ts'
import type { FaultKind, PlannedFault } from './plan-faults.ts'
import type { SmallDisk } from './small-disk.ts'

/** What faults are inflicted on. */
export interface Pipeline {
  readonly kinesisUrl: string
  readonly gateways: readonly [Keeper, Keeper]
  readonly firehose: Keeper
  readonly balancer: Balancer
  /** Undefined where this machine mounts none. */
  readonly spoolDisks: readonly [SmallDisk | undefined, SmallDisk | undefined]
  readonly archiveDisk: SmallDisk | undefined
}

/** Faults that need a file system of their own. */
export const diskFaults: readonly FaultKind[] = [
  'full disk of a gateway',
  'full disk of the archive',
]

const hourMs = 3_600_000
/** As far as a clock may be off, in either direction. */
const mostWrongMs = 49 * hourMs
const slowestDiskMs = 250

/** Resolves when the fault is over, and what it struck runs again. */
export function inflict(fault: PlannedFault, pipeline: Pipeline): Promise<unknown> {
  return actions[fault.kind](fault, pipeline)
}

type Action = (fault: PlannedFault, pipeline: Pipeline) => Promise<unknown>

const actions: Readonly<Record<FaultKind, Action>> = {
  'kill gateway': ({ gateway }, { gateways }) => gateways[gateway].restart('SIGKILL'),
  'kill Firehose': (_fault, { firehose }) => firehose.restart('SIGKILL'),
  'throttled Kinesis': (fault, { kinesisUrl }) =>
    strikeKinesis(kinesisUrl, fault, [
      { kind: 'throttle', rate: 0.3 + fault.severity * 0.6 },
      { kind: 'throttle', operations: ['GetRecords'], rate: 0.8 },
    ]),
  'failing Kinesis': (fault, { kinesisUrl }) =>
    strikeKinesis(kinesisUrl, fault, [
      { kind: 'partialFailure', rate: 0.2 + fault.severity * 0.5 },
      { kind: 'error', rate: 0.2, when: 'after' },
      { kind: 'reset', rate: 0.2, when: 'after' },
      { kind: 'latency', ms: 80, rate: 0.5 },
    ]),
  'Kinesis outage': (fault, { kinesisUrl }) =>
    strikeKinesis(kinesisUrl, fault, [{ kind: 'outage' }]),
  'full disk of a gateway': async (fault, { spoolDisks, gateways }) => {
    const disk = spoolDisks[fault.gateway]
    await disk?.fill()
    // A running gateway has room in its segments for a while; one that starts here has none.
    await gateways[fault.gateway].restart('SIGKILL')
    await delay(fault.forMs)
    disk?.free()
  },
  'full disk of the archive': async ({ forMs }, { archiveDisk }) => {
    await archiveDisk?.fill()
    await delay(forMs)
    archiveDisk?.free()
  },
  'no space for a gateway': (fault, { gateways }) => refuseWrites(gateways[fault.gateway], fault),
  'no space for the Firehose': (fault, { firehose }) => refuseWrites(firehose, fault),
  'slow disk of a gateway': (fault, { gateways }) => slowDisk(gateways[fault.gateway], fault),
  'slow disk of the Firehose': (fault, { firehose }) => slowDisk(firehose, fault),
  'clock of a gateway jumps': (fault, { gateways }) => jump(gateways[fault.gateway], fault),
  'clock of the Firehose jumps': (fault, { firehose }) => jump(firehose, fault),
  'network reset': async ({ forMs }, { balancer }) => {
    balancer.reset()
    await weatherFor(balancer, 'refused', forMs)
  },
  'answers lost': ({ forMs }, { balancer }) => weatherFor(balancer, 'answers_lost', forMs),
  'network silent': ({ forMs }, { balancer }) => weatherFor(balancer, 'silent', forMs),
  'SIGTERM under load': ({ gateway }, { gateways }) => endInPeace(gateways[gateway]),
  'rolling restart': async (_fault, { gateways }) => {
    for (const gateway of gateways) await endInPeace(gateway)
  },
}

async function strikeKinesis(
  url: string,
  { forMs, severity }: PlannedFault,
  faults: readonly object[],
): Promise<void> {
  const seed = Math.floor(severity * 1e9)
  const body = JSON.stringify(faults.map((fault) => ({ seed, forMs, ...fault })))
  const answer = await fetch(`${url}/weir/faults`, { method: 'POST', body })
  if (answer.status !== 201) throw new Error(`no such fault: ${await answer.text()}`)
  await delay(forMs)
}

async function slowDisk(keeper: Keeper, { forMs, severity }: PlannedFault): Promise<void> {
  await keeper.ail({ diskMs: Math.ceil(severity * slowestDiskMs) })
  await delay(forMs)
  // Nothing has as much to lose as a program that is killed while it waits for its disk.
  if (severity > 0.4) await keeper.restart('SIGKILL')
  await keeper.ail({ diskMs: 0 })
}

async function refuseWrites(keeper: Keeper, { forMs }: PlannedFault): Promise<void> {
  await keeper.ail({ isFull: true })
  await delay(forMs)
  await keeper.ail({ isFull: false })
}

/** The clock stays as wrong as it is until it jumps again. */
const jump = (keeper: Keeper, { severity }: PlannedFault): Promise<void> =>
  keeper.ail({ clockMs: Math.round((severity * 2 - 1) * mostWrongMs) })

async function weatherFor(balancer: Balancer, weather: Weather, forMs: number): Promise<void> {
  balancer.weather = weather
  await delay(forMs)
  // Another kind of weather may have come up meanwhile; that one ends by itself.
  if (balancer.weather === weather) balancer.weather = 'fair'
}

async function endInPeace(gateway: Keeper): Promise<void> {
  const code = await gateway.restart('SIGTERM')
  if (code !== 0) throw new Error(`a gateway ended with ${code} after SIGTERM`)
}
