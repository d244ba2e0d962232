import type { CaptureContext, Stop } from './capture.ts'
import { stopAll } from './stop-all.ts'

/** One listener for several kinds of events of the window, separated by spaces. */
export const listenAll = (
  listen: CaptureContext['listen'],
  types: string,
  listener: (event: never) => void,
): Stop => stopAll(...types.split(' ').map((type) => listen(window, type, listener)))
