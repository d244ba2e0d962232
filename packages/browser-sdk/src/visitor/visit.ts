import { uuid } from '../platform/uuid.ts'
import { type Shelf, type VisitorRecord, writeRecord } from './shelf.ts'
import type { Standing } from './standing.ts'

export interface Arrival {
  /** The campaign that the visitor came by, until it is used up; empty when there is none. */
  arrivedBy?: string
}

const sessionMaxMs = 86_400_000
/** How old the remembered time of the last event may be: a cookie is not written for each one. */
const staleMs = 5000

/** The campaign that the page was reached by, in characters that a cookie can hold. */
const arrival = (): string =>
  (location.search.match(/utm_\w+=[\w.%+-]+/g) ?? []).join('').slice(0, 99)

/** The visitor and the session that an event of now belongs to; the record is changed with it. */
export const visit = (sdk: Shelf & Arrival, standing: Standing): VisitorRecord => {
  const { reach, record } = standing
  const [, session, start, last, campaign] = record
  const now = Date.now()
  // In both directions: a clock that was wrong once would keep a session alive for years.
  const isWithin = (ms: number, since: unknown) => ms >= Math.abs(now - (since as number))
  sdk.arrivedBy ??= arrival()
  const isNew =
    !session ||
    !isWithin(sdk.sessionIdleMs, last) ||
    !isWithin(sessionMaxMs, start) ||
    (sdk.arrivedBy && sdk.arrivedBy !== campaign)
  record[0] ||= uuid()
  record[3] = now
  if (isNew) {
    record[1] = uuid()
    record[2] = now
    record[4] = sdk.arrivedBy
  }
  sdk.arrivedBy = ''
  if (isNew || !isWithin(staleMs, last)) writeRecord(sdk, reach, record)
  return record
}
