import type { Batch, LiveFilter } from '../console/sampler.ts'
import type { ConsoleEntry } from '../console-log.ts'
import type { Crew, Member } from './crew.ts'
import type { Handlers } from './peer.ts'

/** What one worker wants to see of the others. */
export interface Watch {
  readonly id: number
  readonly filter: LiveFilter
}

/** The same as another worker is told: `key` finds the way back. */
export interface WatchOrder {
  readonly key: string
  readonly filter: LiveFilter
}

/** Passes on what the live page of one worker asks of the others. */
export interface ConsoleDesk {
  /** Tells a worker that serves now who is looking. */
  readonly greet: (member: Member) => void
  readonly handlers: (member: () => Member) => Handlers
}

export function createConsoleDesk(crew: () => Crew): ConsoleDesk {
  const readers = new Set<Member>()
  const watches = new Map<Member, Map<number, LiveFilter>>()
  const tellReaders = (member: Member) => {
    const hasOthers = [...readers].some((reader) => reader !== member)
    member.peer.tell('console relay', hasOthers)
  }
  const tellWatches = (member: Member) => {
    const orders = [...watches].flatMap(([reader, own]) =>
      reader === member ? [] : ordersOf(reader, own),
    )
    member.peer.tell('console sample', orders)
  }
  const forgetEnded = () => {
    for (const reader of readers) if (!reader.isReady) readers.delete(reader)
    for (const reader of watches.keys()) if (!reader.isReady) watches.delete(reader)
  }
  const watch = (reader: Member, { id, filter }: Watch) => {
    const own = watches.get(reader) ?? new Map<number, LiveFilter>()
    watches.set(reader, own.set(id, filter))
    for (const each of crew().members()) tellWatches(each)
  }
  return {
    greet(member) {
      forgetEnded()
      tellReaders(member)
      tellWatches(member)
    },
    handlers: (member) => ({
      /** What each of them answers. */
      'console gather': ({ what, argument }: { what: string; argument: unknown }) =>
        crew().askAll(`console own ${what}`, argument),
      'console follow'(isOn: boolean) {
        if (isOn) readers.add(member())
        else readers.delete(member())
        for (const each of crew().members()) tellReaders(each)
      },
      'console line'(entry: ConsoleEntry) {
        const from = member()
        for (const reader of readers) if (reader !== from) reader.peer.tell('console line', entry)
      },
      'console watch': (wanted: Watch) => watch(member(), wanted),
      'console unwatch'(id: number) {
        watches.get(member())?.delete(id)
        for (const each of crew().members()) tellWatches(each)
      },
      'console sampled'({ key, batch }: { key: string; batch: Batch }) {
        const [slot, id] = key.split('.').map(Number)
        const reader = crew()
          .members()
          .find((each) => each.slot === slot)
        reader?.peer.tell('console batch', { id, batch })
      },
    }),
  }
}

const ordersOf = (reader: Member, own: ReadonlyMap<number, LiveFilter>): WatchOrder[] =>
  Array.from(own, ([id, filter]) => ({ key: `${reader.slot}.${id}`, filter }))
