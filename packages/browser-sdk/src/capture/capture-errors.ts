import type { Properties } from '@weir/schema'
import type { Capture } from './capture.ts'
import { describeError } from './describe-error.ts'
import { stopAll } from './stop-all.ts'

/** So many different errors are told of one page view. */
const maxKinds = 20

/** Uncaught errors and unhandled rejections: each at once, and at the end how often it came again. */
export const captureErrors = (): Capture => (context) => {
  const { window, track, scrubUrl, listen, onLeave } = context
  /** How often again, by the properties as JSON: no error of the page is held. */
  const repeats = new Map<string, number>()

  const report = (kind: string, thrown: unknown, event: Partial<ErrorEvent>) => {
    const properties: Properties = { kind, ...describeError(thrown, event, scrubUrl) }
    const key = JSON.stringify(properties)
    const count = repeats.get(key)
    if (count !== undefined) repeats.set(key, count + 1)
    else if (repeats.size < maxKinds) {
      repeats.set(key, 0)
      track('js_error', { ...properties, count: 1 })
    }
  }

  return stopAll(
    listen(window, 'error', (event: ErrorEvent) => {
      // An image that does not load is an error without a message.
      if (event.message) report('error', event.error, event)
    }),
    listen(window, 'unhandledrejection', ({ reason }: PromiseRejectionEvent) =>
      report('unhandled_rejection', reason, {}),
    ),
    onLeave((reason) => {
      for (const [error, count] of repeats) {
        if (count) track('js_error', { ...(JSON.parse(error) as Properties), count })
        repeats.set(error, 0)
      }
      if (reason === 'navigate') repeats.clear()
    }),
  )
}
