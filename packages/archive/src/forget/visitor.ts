import { quote } from '../reader/db.ts'

/** Who is to be forgotten: what was asked for, and what was found to belong to it. */
export interface Visitor {
  readonly userIds: ReadonlySet<string>
  /** Browsers, by their anonymous_id or network_id, that nobody else is known to use. */
  readonly deviceIds: ReadonlySet<string>
  /** Visits, as `site_id\nsession_id`: what carries no id at all there was theirs. */
  readonly sessions: ReadonlySet<string>
}

/** What an event says of who it was. */
export interface Ids {
  readonly site: unknown
  readonly user: unknown
  readonly anonymous: unknown
  readonly network: unknown
  readonly session: unknown
}

const has = (ids: ReadonlySet<string>, id: unknown): boolean =>
  typeof id === 'string' && ids.has(id)
const isNone = (id: unknown): boolean => id === undefined || id === null

/** Whether an event is theirs. `isTheirsSql` says the same. */
export function isTheirs(ids: Ids, { userIds, deviceIds, sessions }: Visitor): boolean {
  if (has(userIds, ids.user)) return true
  if (has(deviceIds, ids.anonymous) || has(deviceIds, ids.network)) return true
  const isNameless = isNone(ids.user) && isNone(ids.anonymous) && isNone(ids.network)
  return isNameless && sessions.has(`${String(ids.site)}\n${String(ids.session)}`)
}

/** The same as a condition on columns. */
export function isTheirsSql({ userIds, deviceIds, sessions }: Visitor): string {
  const within = (column: string, ids: ReadonlySet<string>): string =>
    ids.size === 0 ? 'false' : `coalesce(${column} IN (${[...ids].map(quote).join(', ')}), false)`
  const nameless = 'user_id IS NULL AND anonymous_id IS NULL AND network_id IS NULL'
  const visits = [...sessions].map((visit) => `(${visit.split('\n').map(quote).join(', ')})`)
  return [
    within('user_id', userIds),
    within('anonymous_id', deviceIds),
    within('network_id', deviceIds),
    sessions.size === 0
      ? 'false'
      : `(${nameless} AND (site_id, session_id) IN (${visits.join(', ')}))`,
  ].join(' OR ')
}

const idFields = { user_id: 'user', anonymous_id: 'anonymous', network_id: 'network' } as const

/**
 * Whether a record is theirs, stored or rejected. A rejected event is whatever a stranger sent: every
 * object in it is looked at, however deep.
 */
export function isTheirRecord(record: unknown, visitor: Visitor): boolean {
  if (typeof record !== 'object' || record === null) return false
  const { site_id: site } = record as { site_id?: unknown }
  const waiting: object[] = [record]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const fields = next as Readonly<Record<string, unknown>>
    const ids = {
      site,
      user: fields['user_id'],
      anonymous: fields['anonymous_id'],
      network: fields['network_id'],
      session: fields['session_id'],
    }
    // An object with nothing of a visitor in it is not nameless: it is no event.
    const isEvent = 'session_id' in fields || Object.keys(idFields).some((name) => name in fields)
    if (isEvent && isTheirs(ids, visitor)) return true
    for (const value of Object.values(fields)) {
      if (typeof value === 'object' && value !== null) waiting.push(value)
    }
  }
  return false
}
