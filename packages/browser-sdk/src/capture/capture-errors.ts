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
    /** What is known of each kind, and how often it came again: no error of the page is held. */
    const kinds = new Map<string, { count: number }>()

    const failed = (event: Failure) => {
      // A picture that does not load is an error as well, but nothing was thrown.
      if (!('message' in event || 'reason' in event)) return
      const properties = describeError(event, scrubUrl)
      const key = JSON.stringify(properties)
      const known = kinds.get(key)
      if (known) known.count++
      else if (kinds.size < maxKinds) {
        kinds.set(key, { ...properties, count: 0 })
        track('js_error', { ...properties, count: 1 })
      }
    }

    return stopAll(
      listenAll(listen, 'error unhandledrejection', failed),
      onLeave((reason) => {
        for (const known of kinds.values()) {
          if (known.count) track('js_error', known)
          known.count = 0
        }
        if (reason === 'navigate') kinds.clear()
      }),
    )
  }
