import { setImmediate } from 'node:timers/promises'

/** Waits for a condition; the test's own time limit ends what never comes true. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate()
}

/** Tells whether a promise has resolved by now. */
export function watch(promise: Promise<unknown>): () => boolean {
  let isDone = false
  const done = async (): Promise<void> => {
    await promise
    isDone = true
  }
  done().catch(() => {})
  return () => isDone
}
