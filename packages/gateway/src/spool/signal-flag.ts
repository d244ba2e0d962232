/** Something one task waits for and another announces. */
export interface SignalFlag {
  announce(): void
  /** Resolves at the next announcement; rejects when the signal aborts. */
  wait(signal?: AbortSignal): Promise<void>
}

export function createSignalFlag(): SignalFlag {
  let waiting: (() => void)[] = []
  return {
    announce() {
      if (waiting.length === 0) return
      const woken = waiting
      waiting = []
      for (const wake of woken) wake()
    },
    wait: (signal) =>
      new Promise((resolve, reject) => {
        const abort = () => {
          waiting = waiting.filter((other) => other !== wake)
          reject(signal?.reason as Error)
        }
        const wake = () => {
          signal?.removeEventListener('abort', abort)
          resolve()
        }
        if (signal?.aborted) return abort()
        signal?.addEventListener('abort', abort, { once: true })
        waiting.push(wake)
        return undefined
      }),
  }
}
