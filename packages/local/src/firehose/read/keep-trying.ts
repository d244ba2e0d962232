import { pause } from '../pause.ts'
import { explainRead, kindOf } from './explain-read.ts'

export interface RetryOptions {
  readonly signal: AbortSignal
  readonly random: () => number
  /** Told from the third failure in a row on, and undefined when a call succeeds. */
  readonly onProblem: (problem: string | undefined) => void
  readonly onThrottled: () => void
  /** A call failed otherwise, and is made again. */
  readonly onRetry: () => void
}

const longestPauseMs = 5000
/** A call that succeeds when it is made again is not worth a person's time. */
const quietAttempts = 2

/**
 * Calls until it succeeds. Throws only what no further attempt can mend: an iterator that expired, a
 * stream that is gone, an argument that is refused, or the signal's reason when it aborts.
 */
export async function keepTrying<Answer>(
  call: () => Promise<Answer>,
  { signal, random, onProblem, onThrottled, onRetry }: RetryOptions,
): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted()
    try {
      const answer = await call()
      onProblem(undefined)
      return answer
    } catch (error) {
      signal.throwIfAborted()
      const kind = kindOf(error)
      if (kind === 'expired' || kind === 'gone' || kind === 'refused') throw error
      if (kind === 'throttled') onThrottled()
      else onRetry()
      if (kind !== 'throttled' && attempt >= quietAttempts) onProblem(explainRead(error))
      // Others may read the shard too: without jitter, all of them would come back together.
      await pause(Math.min(longestPauseMs, 200 * 2 ** attempt) * (0.5 + random() / 2), signal)
    }
  }
}
