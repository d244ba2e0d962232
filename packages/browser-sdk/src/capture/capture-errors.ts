import type { Properties } from '@weir/schema'
import type { Capture } from './capture.ts'
import { type Failure, describeError } from './describe-error.ts'
import { listenAll } from './listen-all.ts'
import { stopAll } from './stop-all.ts'

/** So many different errors are told of one page view. */
const maxKinds = 20

/** Uncaught errors and unhandled rejections: each at once, and at the end how often it came again. */
export const captureErrors =
  (): Capture =>
  ({ track, scrubUrl, listen, onLeave }) => {
    /** How often again, by the properties as JSON: no error of the page is held. */
    const repeats = new Map<string, number>()

    const tell = (error: string, count: number) =>
      track('js_error', { ...(JSON.parse(error) as Properties), count })
    const failed = (event: Failure) => {
      // A picture that does not load is an error as well, but nothing was thrown.
      if (!('message' in event || 'reason' in event)) return
      const error = JSON.stringify(describeError(event, scrubUrl))
      const count = repeats.get(error) ?? -1
      if (count < 0) {
        if (repeats.size >= maxKinds) return
        tell(error, 1)
      }
      repeats.set(error, count + 1)
    }

    return stopAll(
      listenAll(listen, 'error unhandledrejection', failed),
      onLeave((reason) => {
        for (const [error, count] of repeats) {
          if (count) tell(error, count)
          repeats.set(error, 0)
        }
        if (reason === 'navigate') repeats.clear()
      }),
    )
  }
