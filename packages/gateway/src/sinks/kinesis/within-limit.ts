import type { Clock } from '../clock.ts'

export interface TimeLimit {
  readonly clock: Clock
  readonly timeoutMs: number
  /** Ends it early: the sink is closed. */
  readonly closed: AbortSignal
}

/**
 * Runs a call under a time limit over all of it, credentials included. Whatever the call does after
 * that, it can send nothing any more: its signal is aborted first.
 */
export async function withinLimit<T>(
  { clock, timeoutMs, closed }: TimeLimit,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController()
  const over = Promise.withResolvers<never>()
  const end = (name: string, message: string): void => {
    limit.abort()
    over.reject(Object.assign(new Error(message), { name }))
  }
  const cancel = clock.after(timeoutMs, () =>
    end('TimeoutError', `no answer within ${timeoutMs} ms`),
  )
  const onClosed = (): void => end('AbortError', 'the sink is closed')
  closed.addEventListener('abort', onClosed, { once: true })
  try {
    return await Promise.race([call(limit.signal), over.promise])
  } finally {
    cancel()
    closed.removeEventListener('abort', onClosed)
  }
}
