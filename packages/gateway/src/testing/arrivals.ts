import type { RejectedRecord, StoredRecord } from '@weir/schema'

/** What has come to the gateway of a test. */
export interface Arrivals {
  /** Each once, in the order of their arrival. */
  readonly events: () => readonly StoredRecord[]
  readonly rejected: () => readonly RejectedRecord[]
  readonly addEvent: (event: StoredRecord) => void
  readonly addRejected: (record: RejectedRecord) => void
  readonly reset: () => void
  /** Looks now, at every arrival, and when time is up, until there is a result or an error. */
  readonly watch: <Result>(look: Look<Result>) => Promise<Result>
}

export interface Look<Result> {
  /** The result, or undefined while there is none. The last look must not give undefined. */
  readonly at: (isLast: boolean) => Result | undefined
  /** How long to wait from now for the next arrival, in milliseconds. */
  readonly restMs: () => number
}

export function createArrivals(): Arrivals {
  // A page sends again what it had no answer for: one event, whatever the number of its copies.
  const events = new Map<string, StoredRecord>()
  const rejected: RejectedRecord[] = []
  const lookers = new Set<() => void>()
  const tell = (): void => lookers.forEach((look) => look())
  return {
    events: () => [...events.values()],
    rejected: () => [...rejected],
    addEvent(event) {
      if (events.has(event.event_id)) return
      events.set(event.event_id, event)
      tell()
    },
    addRejected(record) {
      rejected.push(record)
      tell()
    },
    reset() {
      events.clear()
      rejected.length = 0
    },
    async watch(look) {
      let again: (() => void) | undefined
      try {
        return await new Promise((resolve, reject) => {
          let timer: NodeJS.Timeout
          const attempt = (isLast: boolean): void => {
            clearTimeout(timer)
            try {
              const result = look.at(isLast)
              if (result === undefined) timer = setTimeout(attempt, look.restMs(), true)
              else resolve(result)
            } catch (error) {
              reject(error)
            }
          }
          again = () => attempt(false)
          lookers.add(again)
          again()
        })
      } finally {
        if (again !== undefined) lookers.delete(again)
      }
    },
  }
}
