/**
 * The memory that a log is read through. What was read is used until the next read, so all windows
 * but the one that is being looked through are free then. A new one for each megabyte read would be
 * garbage that only a major collection frees, forty times a second after an outage.
 */
export interface ReadWindows {
  /** At least so many bytes, of any content. */
  take(bytes: number): Buffer
  /** What earlier reads gave is not used any more. */
  release(): void
}

/** As many as one read needs, with one in hand. */
const kept = 4

export function createReadWindows(windowBytes: number): ReadWindows {
  let used: Buffer[] = []
  const free: Buffer[] = []
  return {
    take(bytes) {
      // A record that is larger than a window comes alone, and seldom.
      const window =
        bytes <= windowBytes
          ? (free.pop() ?? Buffer.allocUnsafeSlow(windowBytes))
          : Buffer.allocUnsafeSlow(bytes)
      used.push(window)
      return window.subarray(0, bytes)
    },
    release() {
      const current = used.pop()
      for (const window of used) {
        if (window.length === windowBytes && free.length < kept) free.push(window)
      }
      used = current === undefined ? [] : [current]
    },
  }
}
