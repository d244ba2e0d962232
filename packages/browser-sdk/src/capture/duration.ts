/** Milliseconds as the gateway takes them, whatever was done to the clock: from 0 to 31 days. */
export const duration = (ms: number): number => Math.min(Math.max(Math.round(ms), 0), 2_678_400_000)
