import type { ConsoleEntry, ConsoleFilter, ConsoleLog, ConsoleSource } from '../console-log.ts'
import { maxConsoleLines, type Stream, type Summary } from '../console-log.ts'
import type { FactName } from '../console/own-facts.ts'
import type { Batch } from '../console/sampler.ts'
import type { WatchOrder } from './console-desk.ts'
import { type Handlers, patienceMs, type Peer } from './peer.ts'

/**
 * The live page is served by one worker and shows all of them. Nothing is passed on before somebody
 * looks: what was stored lately is asked for, and new records come while a stream is read.
 */
export interface SharedConsole extends ConsoleSource {
  /** What the primary asks and tells. */
  readonly handlers: Handlers
}

interface ListQuestion {
  readonly stream: Stream
  readonly filter: ConsoleFilter
}

interface FactQuestion {
  readonly what: FactName
  readonly argument: unknown
}

/** Messages on their way; beyond that a live page is skipped, not waited for. */
const maxPending = 100
/** The primary answers without those that are stuck, once it has waited for them. */
const gatherMs = 2 * patienceMs

export function createSharedConsole(log: ConsoleLog, peer: () => Peer): SharedConsole {
  const followers = new Set<(entry: ConsoleEntry) => void>()
  const watching = createWatching(log, peer)
  let stopRelay: (() => void) | undefined
  const relay = (entry: ConsoleEntry): void => {
    if (peer().pending() < maxPending) peer().tell('console line', entry)
  }
  const gather = <Answer>(what: string, argument?: unknown) =>
    peer().ask<Answer[]>('console gather', { what, argument }, gatherMs)
  return {
    list: async (stream, filter) =>
      joinEntries(await gather<ConsoleEntry[]>('entries', { stream, filter }), filter.limit),
    summary: async () => joinSummaries(await gather<Summary>('summary')),
    reset: async () => void (await gather('reset')),
    follow(see) {
      const stop = log.follow(see)
      followers.add(see)
      if (followers.size === 1) peer().tell('console follow', true)
      return () => {
        stop()
        followers.delete(see)
        if (followers.size === 0) peer().tell('console follow', false)
      }
    },
    watch: watching.watch,
    gather: (what, argument) => gather('facts', { what, argument }),
    handlers: {
      'console own entries': ({ stream, filter }: ListQuestion) => log.entries(stream, filter),
      'console own summary': () => log.summary(),
      'console own reset': () => log.reset(),
      'console own facts': ({ what, argument }: FactQuestion) => log.facts[what](argument as never),
      'console relay'(isOn: boolean) {
        stopRelay?.()
        stopRelay = isOn ? log.follow(relay) : undefined
      },
      'console line'(entry: ConsoleEntry) {
        for (const see of followers) see(entry)
      },
      ...watching.handlers,
    },
  }
}

/** Each worker samples what it stores itself: what passes between them is no more than is shown. */
function createWatching(log: ConsoleLog, peer: () => Peer) {
  const watchers = new Map<number, (batch: Batch) => void>()
  let samplers = new Map<string, () => void>()
  let count = 0
  const sample = ({ key, filter }: WatchOrder) =>
    log.watch(filter, (batch) => {
      if (peer().pending() < maxPending) peer().tell('console sampled', { key, batch })
    })
  const watch: ConsoleSource['watch'] = (filter, see) => {
    const id = count++
    const stop = log.watch(filter, see)
    watchers.set(id, see)
    peer().tell('console watch', { id, filter })
    return () => {
      stop()
      watchers.delete(id)
      peer().tell('console unwatch', id)
    }
  }
  const handlers: Handlers = {
    'console sample'(orders: readonly WatchOrder[]) {
      const before = samplers
      samplers = new Map(orders.map((each) => [each.key, before.get(each.key) ?? sample(each)]))
      for (const [key, stop] of before) if (!samplers.has(key)) stop()
    },
    'console batch'({ id, batch }: { id: number; batch: Batch }) {
      watchers.get(id)?.(batch)
    },
  }
  return { watch, handlers }
}

/** The entries of all workers, oldest first; the latest of them as they were stored. */
export function joinEntries(
  lists: readonly (readonly ConsoleEntry[])[],
  limit: number | undefined,
): string[] {
  const all = lists.flat().toSorted((a, b) => a.at - b.at)
  const most = Math.min(limit ?? maxConsoleLines, maxConsoleLines)
  return most > 0 ? all.slice(-most).map(({ line }) => line) : []
}

export const joinSummaries = (summaries: readonly Summary[]): Summary => {
  const names = Object.keys(summaries[0] ?? {}) as (keyof Summary)[]
  const sum = (name: keyof Summary) => summaries.reduce((all, each) => all + each[name], 0)
  return Object.fromEntries(names.map((name) => [name, sum(name)])) as unknown as Summary
}
