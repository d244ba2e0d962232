import { setImmediate, setTimeout } from 'node:timers/promises'

/** Waits for a condition; the test's own time limit ends what never comes true. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate()
}

/** The same for what another process does: it needs the time between two looks. */
export async function untilElsewhere(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await setTimeout(10)
}
