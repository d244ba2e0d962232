import type { CaptureContext } from './capture.ts'

/** The deepest point reached on the page view of now, in percent. Kept by `captureScroll`. */
export const deepestScroll: WeakMap<CaptureContext, number> = new WeakMap()
