import type { Health } from '../routes/health.ts'

/**
 * The health of all workers as one. Any of them may accept the next connection, so one that cannot
 * store is enough to be sent nothing; one that is missing is not, as the others take its share.
 */
export function joinHealth(
  workers: readonly Health[],
  { draining, expected }: { draining: boolean; expected: number },
): Health {
  const store = workers.find((each) => !each.store.ok)?.store ?? { ok: workers.length > 0 }
  const sink = workers.find((each) => each.sink.state === 'down')?.sink
  const degraded = workers.find((each) => each.sink.state === 'degraded')?.sink
  const missing = expected - workers.length
  const reason = `${missing} of ${expected} workers do not answer`
  return {
    draining,
    store: workers.length === 0 ? { ok: false, reason } : store,
    sink: sink ?? degraded ?? (missing > 0 ? { state: 'degraded', reason } : { state: 'ready' }),
  }
}
