import type { Stop } from './capture.ts'

/** One stop for many. */
export const stopAll =
  (...stops: readonly Stop[]): Stop =>
  () =>
    stops.forEach((stop) => stop())
