import { setTimeout as delay } from 'node:timers/promises'

/** Waits so many milliseconds; rejects with the signal's reason when it aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  try {
    await delay(ms, undefined, { signal })
  } catch (error) {
    signal.throwIfAborted()
    throw error
  }
}

/** What a promise resolves to; rejects with the signal's reason when it aborts before. */
export function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason)
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** Whether a promise is settled in so many milliseconds. */
export async function within(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const timeUp = new AbortController()
  const late = delay(ms, false, { signal: timeUp.signal, ref: false }).catch(() => false)
  try {
    return await Promise.race([promise.then(() => true), late])
  } finally {
    timeUp.abort()
  }
}
