import type { Counts } from '../metrics.ts'
import type { Health } from '../routes/health.ts'
import type { History, Second } from './history.ts'
import type { RawEvent, RawEvents } from './raw-events.ts'

/** What each process knows for itself, and the live page puts together. */
export interface OwnFacts {
  readonly raw: (eventId: string) => RawEvent | undefined
  readonly history: (since: number) => readonly Second[]
  readonly health: () => Health
  readonly shards: () => readonly ShardShare[]
}

/** What of the records went to one shard, since the start. */
export interface ShardShare {
  readonly stream: string
  readonly shard: string
  readonly records: number
  readonly events: number
}

export type FactName = keyof OwnFacts

/** Asks all processes that serve. */
export type GatherFacts = <Name extends FactName>(
  what: Name,
  argument: Parameters<OwnFacts[Name]>[0],
) => Promise<readonly ReturnType<OwnFacts[Name]>[]>

export interface FactSources {
  readonly raw: RawEvents
  readonly history: History
  readonly health: () => Health
  readonly counts: Pick<Counts, 'shards'>
}

export const createOwnFacts = ({ raw, history, health, counts }: FactSources): OwnFacts => ({
  raw: (eventId) => raw.find(eventId),
  history: (since) => history.since(since),
  health,
  shards: () =>
    Array.from(counts.shards, ([name, count]) => {
      const [stream = '', shard = ''] = name.split(' ')
      return { stream, shard, ...count }
    }),
})

/** The same shards as several processes have counted them. */
export function joinShards(lists: readonly (readonly ShardShare[])[]): ShardShare[] {
  const same = Map.groupBy(lists.flat(), ({ stream, shard }) => `${stream} ${shard}`)
  const sum = (of: readonly ShardShare[], what: 'records' | 'events') =>
    of.reduce((all, each) => all + each[what], 0)
  return [...same.keys()].toSorted().map((name) => {
    const [stream = '', shard = ''] = name.split(' ')
    const of = same.get(name) ?? []
    return { stream, shard, records: sum(of, 'records'), events: sum(of, 'events') }
  })
}
