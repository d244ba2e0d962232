import type { BreakerState, SinkObserver } from '../sink.ts'
import type { BucketBits } from './bucket-bits.ts'
import { createCloser } from './close-record.ts'
import { dueMs, gather, type GatherLimits } from './gather.ts'
import type { Lanes } from './lanes.ts'
import type { PackedRecord } from './packing.ts'
import { createSender, type SenderOptions } from './sender.ts'
import { createWakeUp } from './wake-up.ts'

export interface PumpOptions extends Omit<SenderOptions, 'onChange'> {
  readonly lanes: Lanes
  /** Full records, and what would fill as many, that wait behind another one. */
  readonly waiting: () => number
  readonly bits: BucketBits
  readonly limits: GatherLimits
}

export interface PumpStatus {
  readonly breaker: BreakerState
  readonly problem: string | undefined
}

/** Sends from the lanes whatever may be sent, and wakes up when more may be. */
export interface Pump {
  readonly run: () => void
  /** Something was put in that is due after the linger. */
  readonly runAfterLinger: (nowMs: number) => void
  /** Sends what is in the lanes without waiting for more. */
  readonly flush: () => void
  /** Sends nothing as long as there is a reason not to. */
  readonly hold: (reason: string | undefined) => void
  readonly status: () => PumpStatus
  readonly close: () => void
}

/** Hands everything on, and counts what the number of buckets follows. */
function countTraffic({ observer, onStored, waiting }: PumpOptions) {
  let bytes = 0
  let refused = 0
  return {
    observer: {
      ...observer,
      retry: (reason, stream) => {
        if (reason === 'throttled') refused += 1
        observer.retry(reason, stream)
      },
    } satisfies SinkObserver,
    onStored(this: void, record: PackedRecord): void {
      bytes += record.data?.length ?? 0
      onStored(record)
    },
    soFar: () => ({ bytes, refused, waiting }),
  }
}

export function createPump(options: PumpOptions): Pump {
  const { lanes, bits, clock, limits } = options
  let flushMs = Number.NEGATIVE_INFINITY
  let held: string | undefined
  let sentMs = Number.NEGATIVE_INFINITY
  let closed = false

  const { observer, onStored, soFar } = countTraffic(options)
  const sender = createSender({ ...options, observer, onStored, onChange: () => run() })
  const wakeUp = createWakeUp(clock, () => run())
  const closer = createCloser(() => run())
  const { isReady } = closer

  const sendAll = (nowMs: number): void => {
    while (sender.canSend()) {
      const picked = gather(lanes.all(), limits, { nowMs, flushMs, sentMs, isReady })
      if (picked.length === 0) return
      sentMs = nowMs
      sender.send(picked)
    }
  }
  const setWakeUp = (nowMs: number): void => {
    const opensAt = sender.breaker.opensAt()
    if (opensAt !== undefined) return wakeUp.at(opensAt)
    for (const lane of lanes.all()) {
      // What is due already waits for a request to end or a record to be made, which comes here
      // again. That holds only for the same moment that was gathered for: what fell due since then
      // needs the timer.
      const due = lane.busy ? 0 : dueMs(lane, limits, { flushMs, sentMs })
      if (due > nowMs) wakeUp.at(due)
    }
  }
  const run = (): void => {
    if (closed || held !== undefined || closer.isBusy()) return
    const nowMs = clock.now()
    lanes.resize(bits.look({ nowMs, ...soFar() }))
    sendAll(nowMs)
    setWakeUp(nowMs)
  }
  return {
    run,
    runAfterLinger: (nowMs) => wakeUp.at(nowMs + limits.lingerMs),
    flush() {
      flushMs = clock.now()
      run()
    },
    hold(reason) {
      held = reason
      run()
    },
    status: () => ({ breaker: sender.breaker.state(), problem: held ?? sender.problem() }),
    close() {
      closed = true
      wakeUp.cancel()
    },
  }
}
