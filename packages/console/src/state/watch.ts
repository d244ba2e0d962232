import { type ReadonlySignal, signal } from '@preact/signals'
import { type Facts, factsShape, historyShape, type Second } from '../api/api.ts'
import type { Api } from '../api/client.ts'

/** What the gateway measures, second by second. */
export interface Watch {
  /** The last ten minutes, or as many as there are. */
  readonly seconds: ReadonlySignal<readonly Second[]>
  /** Of the histograms, in seconds. */
  readonly bounds: ReadonlySignal<readonly number[]>
  readonly facts: ReadonlySignal<Facts | undefined>
  stop(): void
}

const most = 600
const everyMs = 1000

/** Asks once a second, and not at all while nobody can see the page. */
export function createWatch(api: Api, page: Pick<Document, 'hidden'>): Watch {
  const seconds = signal<readonly Second[]>([])
  const bounds = signal<readonly number[]>([])
  const facts = signal<Facts | undefined>(undefined)
  let isAsking = false
  const ask = async (): Promise<void> => {
    const since = seconds.peek().at(-1)?.at ?? 0
    const [history, now] = await Promise.all([
      // The newest second may still grow, where one of several processes is late.
      api.get(`history?since=${since - 2}`, historyShape),
      api.get('facts', factsShape),
    ])
    if (bounds.peek().length === 0) bounds.value = history.bounds
    facts.value = now
    seconds.value = mergeSeconds(seconds.peek(), history.seconds)
  }
  const askOnce = (): void => {
    if (isAsking || page.hidden) return
    isAsking = true
    // Whether the gateway answers is told by the stream of events.
    void ask()
      .catch(() => undefined)
      .finally(() => {
        isAsking = false
      })
  }
  askOnce()
  const timer = setInterval(askOnce, everyMs)
  return { seconds, bounds, facts, stop: () => clearInterval(timer) }
}

/** What was known and what is new: a second that came again replaces itself. */
export function mergeSeconds(known: readonly Second[], fresh: readonly Second[]): Second[] {
  const from = fresh[0]?.at ?? Infinity
  return [...known.filter(({ at }) => at < from), ...fresh].slice(-most)
}
