/** How often a condition is looked at, in milliseconds. */
const everyMs = 20

/**
 * Looks until there is a value, or for too long. A probe that throws has no value yet: a page that
 * is being replaced cannot be asked.
 */
export async function until<Value>(
  what: string,
  probe: () => Promise<Value | undefined> | Value | undefined,
  timeoutMs = 30_000,
): Promise<Value> {
  const deadline = performance.now() + timeoutMs
  let last: unknown
  for (;;) {
    try {
      const value = await probe()
      if (value !== undefined) return value
    } catch (error) {
      last = error
    }
    if (performance.now() > deadline) {
      throw new Error(`${what}: not within ${timeoutMs / 1000} s`, { cause: last })
    }
    await new Promise((resolve) => {
      setTimeout(resolve, everyMs)
    })
  }
}
