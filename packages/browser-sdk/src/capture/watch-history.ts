import type { Stop } from './capture.ts'
import { stopAll } from './stop-all.ts'

/**
 * Tells of `pushState` and `replaceState` where there is no Navigation API. They behave as before, down
 * to name and length, and the stop puts them back, unless somebody else wrapped them since: then ours
 * stay in the chain.
 */
export const watchHistory = (moved: () => void): Stop =>
  stopAll(
    ...(['pushState', 'replaceState'] as const).map((name): Stop => {
      const original = history[name]
      const watched = new Proxy(original, {
        apply(...call) {
          moved()
          return Reflect.apply(...call) as unknown
        },
      })
      history[name] = watched
      return () => {
        if (history[name] === watched) history[name] = original
      }
    }),
  )
