import { setImmediate } from 'node:timers/promises'

/** Waits for a condition; the test's own time limit ends what never comes true. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate()
}
