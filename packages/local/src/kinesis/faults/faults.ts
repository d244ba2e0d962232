import type { KinesisErrorCode } from '../engine/kinesis-error.ts'
import type { Refused, WriteVeto } from '../engine/write.ts'
import { isRecordFault, type ActiveFault, type Fault, type FaultMoment } from './fault.ts'
import { createRandom } from './random.ts'

/** What a fault is looked up by. */
export interface FaultTarget {
  readonly operation: string
  readonly stream?: string | undefined
  /** For a read: the shard it reads. */
  readonly shard?: string | undefined
}

/** What is to be done to one request, in the order of the fields. */
export interface FaultPlan {
  readonly outage: boolean
  readonly latencyMs: number
  readonly credentials: KinesisErrorCode | undefined
  readonly reset: FaultMoment | undefined
  /** The id of the fault that hangs, so that clearing it lets go. */
  readonly hang: { readonly when: FaultMoment; readonly id: string } | undefined
  readonly error:
    | { readonly when: FaultMoment; readonly code: KinesisErrorCode; readonly message: string }
    | undefined
  /** Undefined when no record fault could strike, so that a healthy write costs nothing. */
  readonly veto: WriteVeto | undefined
}

export interface Faults {
  /** Sets a fault and answers its id. */
  readonly add: (fault: Fault) => string
  /** Ends one fault, or all; answers the ids that ended. */
  readonly clear: (id?: string) => readonly string[]
  readonly list: () => readonly ActiveFault[]
  /** Undefined when nothing is set for this request. */
  readonly plan: (target: FaultTarget) => FaultPlan | undefined
}

interface Entry {
  readonly id: string
  readonly fault: Fault
  readonly random: () => number
  readonly endsMs: number
  struck: number
}

const writes = ['PutRecord', 'PutRecords']

function matches({ fault }: Entry, target: FaultTarget): boolean {
  const operations = fault.operations ?? (isRecordFault(fault.kind) ? writes : undefined)
  if (operations !== undefined && !operations.includes(target.operation)) return false
  if (fault.stream !== undefined && fault.stream !== target.stream) return false
  return fault.shard === undefined || target.shard === undefined || fault.shard === target.shard
}

/** Draws, counts, and says whether the fault strikes this time. */
function strikes(entry: Entry): boolean {
  if (entry.struck >= (entry.fault.times ?? Number.POSITIVE_INFINITY)) return false
  if (entry.fault.rate !== undefined && entry.random() >= entry.fault.rate) return false
  entry.struck += 1
  return true
}

const exceeded = (where: string): Refused => ({
  code: 'ProvisionedThroughputExceededException',
  message: `Rate exceeded for ${where}.`,
})

function vetoOf(entries: readonly Entry[], target: FaultTarget): WriteVeto | undefined {
  const able = entries.filter(
    ({ fault }) =>
      fault.kind === 'throttle' ||
      (fault.kind === 'partialFailure' && target.operation === 'PutRecords'),
  )
  if (able.length === 0) return undefined
  return (shardId) => {
    const entry = able.find(
      (one) => (one.fault.shard === undefined || one.fault.shard === shardId) && strikes(one),
    )
    if (entry === undefined) return undefined
    const code = entry.fault.kind === 'partialFailure' ? entry.fault.code : undefined
    return entry.fault.kind === 'throttle' || code === 'ProvisionedThroughputExceededException'
      ? exceeded(`shard ${shardId} in stream ${target.stream}`)
      : { code: 'InternalFailure', message: 'Internal service failure.' }
  }
}

const codeOf = (entry: Entry | undefined): KinesisErrorCode | undefined =>
  entry?.fault.kind === 'credentials'
    ? (entry.fault.code ?? 'UnrecognizedClientException')
    : undefined

const whenOf = ({ fault }: Entry): FaultMoment =>
  ('when' in fault ? fault.when : undefined) ?? 'before'

function errorOf(
  entry: Entry | undefined,
  throttled: Entry | undefined,
  target: FaultTarget,
): FaultPlan['error'] {
  if (throttled !== undefined) {
    const where = `shard ${target.shard ?? '?'} in stream ${target.stream}`
    return { when: 'before', ...exceeded(where) }
  }
  if (entry?.fault.kind !== 'error') return undefined
  const { code = 'InternalFailure', message = 'Internal service failure.' } = entry.fault
  return { when: whenOf(entry), code, message }
}

function planOf(entries: readonly Entry[], target: FaultTarget): FaultPlan {
  const strike = (kind: Fault['kind']) =>
    entries.find((entry) => entry.fault.kind === kind && strikes(entry))
  const isWrite = writes.includes(target.operation)
  const outage = strike('outage') !== undefined
  const latency = strike('latency')
  const reset = strike('reset')
  const hang = strike('hang')
  return {
    outage,
    latencyMs: latency?.fault.kind === 'latency' ? latency.fault.ms : 0,
    credentials: codeOf(strike('credentials')),
    reset: reset && whenOf(reset),
    hang: hang && { when: whenOf(hang), id: hang.id },
    error: errorOf(strike('error'), isWrite ? undefined : strike('throttle'), target),
    veto: isWrite ? vetoOf(entries, target) : undefined,
  }
}

/** The faults in force. Nothing fails by itself: each was asked for, and says how often it struck. */
export function createFaults(clock: () => number): Faults {
  let entries: readonly Entry[] = []
  let made = 0

  const current = (): readonly Entry[] => {
    if (entries.length === 0) return entries
    const nowMs = clock()
    entries = entries.filter(({ endsMs }) => nowMs < endsMs)
    return entries
  }
  return {
    add(fault) {
      made += 1
      const id = `fault-${made}`
      const endsMs = fault.forMs === undefined ? Number.POSITIVE_INFINITY : clock() + fault.forMs
      const entry = { id, fault, random: createRandom(fault.seed ?? 1).next, endsMs, struck: 0 }
      entries = [...entries, entry]
      return id
    },
    clear(id) {
      const gone = entries.filter((entry) => id === undefined || entry.id === id)
      entries = entries.filter((entry) => !gone.includes(entry))
      return gone.map((entry) => entry.id)
    },
    list: () => current().map(({ id, fault, struck }) => Object.assign({ id, struck }, fault)),
    plan(target) {
      const matching = current().filter((entry) => matches(entry, target))
      return matching.length === 0 ? undefined : planOf(matching, target)
    },
  }
}
