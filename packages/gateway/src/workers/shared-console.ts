import type { ConsoleEntry, ConsoleFilter, ConsoleLog, ConsoleSource } from '../console-log.ts'
import { maxConsoleLines, type Stream, type Summary } from '../console-log.ts'
import type { Handlers, Peer } from './peer.ts'

/**
 * The live page is served by one worker and shows all of them. Nothing is passed on before somebody
 * looks: what was stored lately is asked for, and new records come while a stream is read.
 */
export interface SharedConsole extends ConsoleSource {
  /** What the primary asks and tells. */
  readonly handlers: Handlers
}

export interface ListQuestion {
  readonly stream: Stream
  readonly filter: ConsoleFilter
}

/** Messages on their way; beyond that a live page is skipped, not waited for. */
const maxPending = 100

export function createSharedConsole(log: ConsoleLog, peer: () => Peer): SharedConsole {
  const followers = new Set<(entry: ConsoleEntry) => void>()
  let stopRelay: (() => void) | undefined
  const relay = (entry: ConsoleEntry): void => {
    if (peer().pending() < maxPending) peer().tell('console line', entry)
  }
  return {
    list: (stream, filter) => peer().ask<string[]>('console list', { stream, filter }),
    summary: () => peer().ask<Summary>('console summary'),
    reset: () => peer().ask<undefined>('console reset'),
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
    handlers: {
      'console entries': ({ stream, filter }: ListQuestion) => log.entries(stream, filter),
      'console own summary': () => log.summary(),
      'console forget': () => log.reset(),
      'console relay'(isOn: boolean) {
        stopRelay?.()
        stopRelay = isOn ? log.follow(relay) : undefined
      },
      'console line'(entry: ConsoleEntry) {
        for (const see of followers) see(entry)
      },
    },
  }
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
