import type { Health } from '../routes/health.ts'
import type { History, Second } from './history.ts'
import type { RawEvent, RawEvents } from './raw-events.ts'

/** What each process knows for itself, and the live page puts together. */
export interface OwnFacts {
  readonly raw: (eventId: string) => RawEvent | undefined
  readonly history: (since: number) => readonly Second[]
  readonly health: () => Health
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
}

export const createOwnFacts = ({ raw, history, health }: FactSources): OwnFacts => ({
  raw: (eventId) => raw.find(eventId),
  history: (since) => history.since(since),
  health,
})
