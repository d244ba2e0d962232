import type { BreakerState } from '../sink.ts'

export interface BreakerOptions {
  readonly random: () => number
  readonly onChange: (state: BreakerState) => void
}

/** Stops asking a service that does not answer, and lets one request through now and then. */
export interface Breaker {
  readonly state: () => BreakerState
  /** Whether a request may start now. */
  readonly allows: (nowMs: number) => boolean
  /** A request starts; the one that starts in a half-open breaker is its probe. */
  readonly started: () => void
  readonly succeeded: () => void
  readonly failed: (nowMs: number) => void
  /** When an open breaker lets the next request through. */
  readonly opensAt: () => number | undefined
}

/** Requests that fail one after the other before it opens. */
export const failuresToOpen = 5
const firstPauseMs = 500
/** A probe is one request: asking every second or two is no burden, and back soon. */
const longestPauseMs = 2000

export function createBreaker({ random, onChange }: BreakerOptions): Breaker {
  let state: BreakerState = 'closed'
  let failures = 0
  let pauses = 0
  let until = 0
  let probing = false

  const become = (next: BreakerState): void => {
    if (state === next) return
    state = next
    onChange(next)
  }
  const open = (nowMs: number): void => {
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(pauses, 16))
    // Half of it at random: many gateways must not come back in the same moment.
    until = nowMs + pause / 2 + (random() * pause) / 2
    pauses += 1
    become('open')
  }
  return {
    state: () => state,
    allows(nowMs) {
      if (state === 'open' && nowMs >= until) {
        probing = false
        become('half_open')
      }
      return state === 'closed' || (state === 'half_open' && !probing)
    },
    started() {
      probing = state === 'half_open'
    },
    succeeded() {
      failures = 0
      pauses = 0
      probing = false
      become('closed')
    },
    failed(nowMs) {
      failures += 1
      // One that started before it opened says nothing new.
      if (state === 'half_open' || (state === 'closed' && failures >= failuresToOpen)) {
        probing = false
        open(nowMs)
      }
    },
    opensAt: () => (state === 'open' ? until : undefined),
  }
}
