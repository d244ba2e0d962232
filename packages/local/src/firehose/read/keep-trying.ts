import { pause } from '../pause.ts'
import { explainRead, kindOf } from './explain-read.ts'

export interface RetryOptions {
  readonly signal: AbortSignal
  readonly random: () => number
  /** Told at every failure that may pass, undefined when a call succeeds. */
  readonly onProblem: (problem: string | undefined) => void
  readonly onThrottled: () => void
}

const longestPauseMs = 5000

/**
 * Calls until it succeeds. Throws only what no further attempt can mend: an iterator that expired, a
 * stream that is gone, an argument that is refused, or the signal's reason when it aborts.
 */
export async function keepTrying<Answer>(
  call: () => Promise<Answer>,
  { signal, random, onProblem, onThrottled }: RetryOptions,
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
      else onProblem(explainRead(error))
      // Others may read the shard too: without jitter, all of them would come back together.
      await pause(Math.min(longestPauseMs, 200 * 2 ** attempt) * (0.5 + random() / 2), signal)
    }
  }
}
