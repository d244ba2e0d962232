import type { Clock } from '../clock.ts'
import type { SinkObserver, StreamName } from '../sink.ts'
import { backoffMs } from '../backoff.ts'
import { createBreaker, type Breaker } from './breaker.ts'
import type { Picked } from './gather.ts'
import type { PackedRecord } from './packing.ts'
import type { PutOutcome, PutRecords } from './put-records.ts'
import { createSendWindow } from './send-window.ts'

export interface SenderOptions {
  readonly stream: StreamName
  /** As Kinesis knows it. */
  readonly target: string
  readonly put: PutRecords
  readonly clock: Clock
  readonly random: () => number
  readonly observer: SinkObserver
  readonly maxRequests: number
  readonly onStored: (record: PackedRecord) => void
  /** Something may be sent now that could not before. */
  readonly onChange: () => void
}

/** Sends requests and puts what failed back in its place. */
export interface Sender {
  readonly canSend: () => boolean
  readonly send: (picked: readonly Picked[]) => void
  readonly breaker: Breaker
  /** What went wrong last, until a request succeeds. */
  readonly problem: () => string | undefined
}

/** A record is not stored: its lane begins with it again, after a while. */
function putBack({ lane }: Picked, notBeforeMs: number): void {
  lane.busy = false
  lane.notBeforeMs = notBeforeMs
  lane.attempt += 1
}

const afterBackoff = ({ lane }: Picked, { clock, random }: SenderOptions): number =>
  clock.now() + backoffMs(lane.attempt, random)

function stored({ lane, record }: Picked, { observer, stream, onStored }: SenderOptions): void {
  lane.busy = false
  lane.attempt = 0
  lane.queue.shift()
  observer.record(stream, record.lines, record.data?.length ?? 0)
  onStored(record)
}

/** Answers how many records the shards refused for their rate. */
function settleEach(
  picked: readonly Picked[],
  outcome: Extract<PutOutcome, { ok: true }>,
  options: SenderOptions,
): number {
  let throttled = 0
  for (const [at, each] of picked.entries()) {
    const result = outcome.results[at]
    if (result === 'stored') {
      const shard = outcome.shards?.[at]
      if (shard !== undefined) options.observer.placed(shard, each.record.lines, options.stream)
      stored(each, options)
    } else {
      if (result === 'throttled') throttled += 1
      options.observer.retry(result ?? 'server', options.stream)
      putBack(each, afterBackoff(each, options))
    }
  }
  return throttled
}

function markSent(picked: readonly Picked[], { observer, stream }: SenderOptions): void {
  for (const { lane, record } of picked) {
    lane.busy = true
    record.attempts += 1
    if (record.maybeStored) observer.repeated(record.lines, stream)
  }
}

export function createSender(options: SenderOptions): Sender {
  const { stream, target, put, clock, random, observer } = options
  const window = createSendWindow(options.maxRequests)
  const breaker = createBreaker({ random, onChange: (state) => observer.breaker(state, stream) })
  let underWay = 0
  let problem: string | undefined

  const settle = (picked: readonly Picked[], outcome: PutOutcome, startedMs: number): void => {
    const nowMs = clock.now()
    underWay -= 1
    if (outcome.ok) {
      observer.put((nowMs - startedMs) / 1000, stream)
      breaker.succeeded()
      const throttled = settleEach(picked, outcome, options)
      if (throttled > 0) window.throttled(throttled / picked.length, startedMs, nowMs)
      else window.succeeded()
      problem = undefined
    } else {
      observer.retry(outcome.reason, stream)
      problem = outcome.message
      if (outcome.reason === 'throttled') {
        // An answer all the same: nothing is broken.
        breaker.succeeded()
        window.throttled(1, startedMs, nowMs)
      } else {
        breaker.failed(nowMs)
      }
      for (const each of picked) {
        if (outcome.maybeStored) each.record.maybeStored = true
        // An open breaker is the pause: a second one behind it would only hold up the probe.
        putBack(each, breaker.state() === 'open' ? nowMs : afterBackoff(each, options))
      }
    }
    options.onChange()
  }
  return {
    breaker,
    problem: () => problem,
    canSend: () => window.hasRoom(underWay) && breaker.allows(clock.now()),
    send(picked) {
      const startedMs = clock.now()
      underWay += 1
      breaker.started()
      markSent(picked, options)
      const entries = picked.map(({ entry }) => entry)
      void put(target, entries).then((outcome) => settle(picked, outcome, startedMs))
    },
  }
}
