/** How many requests may be under way: more while all is well, fewer when Kinesis throttles. */
export interface SendWindow {
  readonly size: () => number
  readonly hasRoom: (underWay: number) => boolean
  readonly succeeded: () => void
  /** The share of a request's records that was throttled, and when the request started. */
  readonly throttled: (share: number, startedMs: number, nowMs: number) => void
}

/** Additive increase, multiplicative decrease. */
export function createSendWindow(most: number): SendWindow {
  let size = Math.min(2, most)
  let lastCutMs = Number.NEGATIVE_INFINITY
  return {
    size: () => size,
    hasRoom: (underWay) => underWay < Math.floor(size),
    succeeded() {
      size = Math.min(most, size + 1 / size)
    },
    throttled(share, startedMs, nowMs) {
      // What was sent before the last cut was sent too fast for the same reason: once is enough.
      if (startedMs < lastCutMs) return
      lastCutMs = nowMs
      // One hot shard of many is no reason to starve the others.
      size = Math.max(1, size * (1 - share / 2))
    },
  }
}
