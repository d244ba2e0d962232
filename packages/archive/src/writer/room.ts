/** Who waits for room: one of the two is called, once. */
export interface Waiter {
  readonly bytes: number
  /** The bytes are taken. */
  readonly taken: () => void
  /** There will be no room any more. */
  readonly refused: () => void
}

/** Bytes that may be held at once. Who comes while there is no room waits, first come first served. */
export interface Room {
  readonly bytes: () => number
  /** Whether somebody waits. */
  readonly isShort: () => boolean
  /** Whether so many bytes could be taken at once; nobody is overtaken. */
  readonly take: (bytes: number) => boolean
  /** The answer stops waiting. */
  readonly wait: (waiter: Waiter) => () => void
  readonly free: (bytes: number) => void
  /** Refuses all who wait. */
  readonly close: () => void
}

export function createRoom(maxBytes: number): Room {
  const waiting = new Set<Waiter>()
  let held = 0
  // What is larger than all of the room goes in alone.
  const fits = (bytes: number): boolean => held === 0 || held + bytes <= maxBytes
  const admit = (): void => {
    for (const waiter of waiting) {
      if (!fits(waiter.bytes)) return
      waiting.delete(waiter)
      held += waiter.bytes
      waiter.taken()
    }
  }
  return {
    bytes: () => held,
    isShort: () => waiting.size > 0,
    take(bytes) {
      if (waiting.size > 0 || !fits(bytes)) return false
      held += bytes
      return true
    },
    wait(waiter) {
      waiting.add(waiter)
      return () => {
        waiting.delete(waiter)
        admit()
      }
    },
    free(bytes) {
      held -= bytes
      admit()
    },
    close() {
      for (const waiter of waiting) waiter.refused()
      waiting.clear()
    },
  }
}
