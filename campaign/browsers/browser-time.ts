import type { PageHost } from '@weir/browser-sdk/fakes/fake-page'

export interface BrowserTimeOptions {
  /** How many times faster than ours it passes. */
  readonly speed: number
  /** How far the visitor's clock is off, in milliseconds. */
  readonly wrongByMs: number
}

/**
 * The time of one browser. Its minutes of backing off pass in our seconds: the rules of the SDK hold,
 * by the clock that the SDK sees.
 */
export function createBrowserTime({ speed, wrongByMs }: BrowserTimeOptions): PageHost['clock'] {
  const timers = new Map<number, NodeJS.Timeout>()
  const startedAt = performance.now()
  const startMs = Date.now() + wrongByMs
  let nextId = 1
  return {
    now: () => Math.round(startMs + (performance.now() - startedAt) * speed),
    set(callback, ms) {
      const id = nextId++
      const run = () => {
        timers.delete(id)
        callback()
      }
      // A browser that is not looked at any more keeps no program from ending.
      timers.set(id, setTimeout(run, Math.max(0, ms) / speed).unref())
      return id
    },
    clear(id = 0) {
      clearTimeout(timers.get(id))
      timers.delete(id)
    },
  }
}
