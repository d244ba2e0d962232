/** Time that stands still until a test lets it pass. */
export interface FakeClock {
  now(): number
  /** As setTimeout of one page; `isAlive` is asked when the time has come. */
  set(callback: () => void, ms: number): number
  clear(id: number | undefined): void
  /** Lets time pass: every timer on the way runs, and what it sets off. */
  pass(ms: number): Promise<void>
  /** Timers that have not run. */
  readonly pending: number
}

/** Longer than any chain of promises in the SDK between two timers. */
const turns = 60

/** Lets everything run that is not waiting for time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await Promise.resolve()
}

export function createFakeClock(startMs: number): FakeClock {
  const timers = new Map<number, { at: number; callback: () => void }>()
  let now = startMs
  let nextId = 1

  const nextBefore = (end: number) => {
    let found: [number, number] | undefined
    for (const [id, { at }] of timers) {
      if (at <= end && (found === undefined || at < found[1])) found = [id, at]
    }
    return found
  }
  return {
    now: () => now,
    set: (callback, ms) => {
      // The browser's timers take 32 bits (HTML, 8.7): far in the past becomes weeks from now.
      timers.set(nextId, { at: now + Math.max(0, Math.trunc(ms) | 0), callback })
      return nextId++
    },
    clear: (id) => {
      if (id !== undefined) timers.delete(id)
    },
    async pass(ms) {
      const end = now + ms
      await settle()
      for (let next = nextBefore(end); next !== undefined; next = nextBefore(end)) {
        const [id, at] = next
        const { callback } = timers.get(id) ?? { callback: () => undefined }
        timers.delete(id)
        now = Math.max(now, at)
        callback()
        await settle()
      }
      now = end
    },
    get pending() {
      return timers.size
    },
  }
}
