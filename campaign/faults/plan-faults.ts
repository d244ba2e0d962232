import { createRandom, type Random } from '@weir/local/random'

/** Everything that is done to a pipeline. */
export const faultKinds = [
  'kill gateway',
  'kill Firehose',
  'throttled Kinesis',
  'failing Kinesis',
  'Kinesis outage',
  'full disk of a gateway',
  'full disk of the archive',
  'no space for a gateway',
  'no space for the Firehose',
  'slow disk of a gateway',
  'slow disk of the Firehose',
  'clock of a gateway jumps',
  'clock of the Firehose jumps',
  'network reset',
  'answers lost',
  'network silent',
  'SIGTERM under load',
  'rolling restart',
] as const
export type FaultKind = (typeof faultKinds)[number]

export interface PlannedFault {
  readonly kind: FaultKind
  /** How long after the fault before it, in milliseconds. */
  readonly afterMs: number
  /** Whether it strikes only when events have been acknowledged since then: there is more to lose. */
  readonly waits: boolean
  /** How long it lasts, for those that do not end by themselves. */
  readonly forMs: number
  /** Which gateway: 0 or 1. */
  readonly gateway: 0 | 1
  /** How bad it is, from 0 to below 1. */
  readonly severity: number
}

export interface PlanOptions {
  readonly seed: number
  readonly faults: number
  /** What may be chosen. Default: all. */
  readonly kinds?: readonly FaultKind[]
}

const mostApartMs = 2000

/**
 * The whole plan, before anything is started: the same for the same seed. Every kind comes once before
 * one comes again, and the next may begin before the last has ended.
 */
export function planFaults({ seed, faults, kinds = faultKinds }: PlanOptions): PlannedFault[] {
  const random = createRandom(seed)
  return Array.from({ length: faults }, (_each, turn) => ({
    kind: kindOf({ seed, turn, kinds }),
    afterMs: random.between(100, mostApartMs),
    waits: random.chance(0.6),
    forMs: random.between(300, 2500),
    gateway: random.pick([0, 1] as const),
    severity: random.next(),
  }))
}

interface Turn {
  readonly seed: number
  readonly turn: number
  readonly kinds: readonly FaultKind[]
}

/** Round by round, each in an order of its own. */
function kindOf({ seed, turn, kinds }: Turn): FaultKind {
  const round = Math.floor(turn / kinds.length)
  const order = shuffle(kinds, createRandom(seed + round))
  return order[turn % kinds.length] as FaultKind
}

function shuffle<Value>(values: readonly Value[], random: Random): Value[] {
  const left = [...values]
  return values.map(() => left.splice(random.between(0, left.length - 1), 1)[0] as Value)
}
