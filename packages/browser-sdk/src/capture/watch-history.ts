import type { Stop } from './capture.ts'
import { stopAll } from './stop-all.ts'

/**
 * Tells of `pushState` and `replaceState` where there is no Navigation API. They behave as before, down
 * to name and length, and the stop puts them back, unless somebody else wrapped them since: then ours
 * stay in the chain and tell nothing.
 */
export const watchHistory = (history: History, moved: () => void): Stop =>
  stopAll(
    ...(['pushState', 'replaceState'] as const).map((name): Stop => {
      const original = history[name]
      let stopped = false
      const watched = new Proxy(original, {
        apply(target, self, words) {
          try {
            return Reflect.apply(target, self, words) as unknown
          } finally {
            if (!stopped) moved()
          }
        },
      })
      history[name] = watched
      return () => {
        stopped = true
        if (history[name] === watched) history[name] = original
      }
    }),
  )
