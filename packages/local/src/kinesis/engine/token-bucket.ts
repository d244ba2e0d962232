/** Holds what comes in during one second and refills steadily. An infinite rate never refuses. */
export interface TokenBucket {
  /** True when `amount` is there, or the bucket is full and can hold no more; takes nothing. */
  readonly has: (amount: number, nowMs: number) => boolean
  /** Takes `amount`, into debt if need be: a record may be larger than a second's worth. */
  readonly take: (amount: number, nowMs: number) => void
}

export function createTokenBucket(perSecond: number): TokenBucket {
  let level = perSecond
  let lastMs = Number.NEGATIVE_INFINITY

  const refill = (nowMs: number): void => {
    // A clock that steps back takes no tokens away, and refills from where it is then.
    const passedMs = Math.max(0, nowMs - lastMs)
    level = Math.min(perSecond, level + (passedMs * perSecond) / 1000)
    lastMs = nowMs
  }
  if (perSecond === Number.POSITIVE_INFINITY) return { has: () => true, take: () => {} }
  return {
    has(amount, nowMs) {
      refill(nowMs)
      return level >= Math.min(amount, perSecond)
    },
    take(amount, nowMs) {
      refill(nowMs)
      level -= amount
    },
  }
}
