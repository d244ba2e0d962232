import { type Db, quote } from '../reader/db.ts'
import { isTheirsSql, type Visitor } from './visitor.ts'

/** What was asked for. */
export interface Asked {
  readonly userIds: readonly string[]
  readonly anonymousIds: readonly string[]
  /** Follows nothing: only events that carry an id that was asked for. */
  readonly exactly: boolean
}

export interface FoundVisitor {
  readonly visitor: Visitor
  /** Browsers that others use as well: of those only the events that carry the user_id go. */
  readonly sharedDevices: readonly string[]
}

const inList = (ids: readonly string[]): string => ids.map(quote).join(', ')

/**
 * Finds what belongs to a visitor. From a user_id to the browsers it was seen with, one step and no
 * further; not to a browser that another user_id was seen with as well, for its other events may be
 * another person's. From a browser to no user_id: the person behind it may have asked for no more.
 * From both to the visits, for what happened in them before anybody could be named.
 */
export async function findVisitor(db: Db, asked: Asked): Promise<FoundVisitor> {
  const { userIds, anonymousIds, exactly } = asked
  const seen =
    exactly || userIds.length === 0
      ? []
      : await db.all<{ id: string; is_shared: boolean }>(`
          WITH devices AS (
            SELECT DISTINCT unnest([anonymous_id, network_id]) AS id
            FROM weir_rows WHERE user_id IN (${inList(userIds)})
          )
          SELECT id, coalesce(bool_or(user_id NOT IN (${inList(userIds)})), false) AS is_shared
          FROM devices JOIN weir_rows ON id IN (anonymous_id, network_id)
          GROUP BY id ORDER BY id`)
  const own = seen.filter(({ is_shared: isShared }) => !isShared).map(({ id }) => id)
  const known: Visitor = {
    userIds: new Set(userIds),
    deviceIds: new Set([...anonymousIds, ...own]),
    sessions: new Set(),
  }
  const visits = exactly
    ? []
    : await db.all<{ visit: string }>(`
        SELECT DISTINCT concat(site_id, chr(10), session_id) AS visit
        FROM weir_rows WHERE ${isTheirsSql(known)} ORDER BY visit`)
  return {
    visitor: { ...known, sessions: new Set(visits.map(({ visit }) => visit)) },
    sharedDevices: seen.filter(({ is_shared: isShared }) => isShared).map(({ id }) => id),
  }
}
