/** Longer than any fault lasts, and than the SDK ever pauses here. */
export const stuckMs = 60_000

export interface StandstillOptions {
  /** What stands still, for the message. */
  readonly what: string
  /** How long it may. Default: a minute. */
  readonly mostMs?: number | undefined
  /** Default: the clock of the process. */
  readonly nowMs?: () => number
}

/** To be told how far something is; throws when that has not changed for too long. */
export function createStandstill(options: StandstillOptions): (stand: string) => void {
  const { what, mostMs = stuckMs, nowMs = () => performance.now() } = options
  let last: string | undefined
  let sinceMs = 0
  return (stand) => {
    if (stand !== last) {
      last = stand
      sinceMs = nowMs()
    } else if (nowMs() - sinceMs > mostMs) {
      throw new Error(`${what} for ${mostMs / 1000} s: ${stand}`)
    }
  }
}
