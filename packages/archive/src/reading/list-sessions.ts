import type { Db } from '../reader/db.ts'

/** A visit in one row, as the view `sessions` has it. */
export interface SessionRow {
  readonly site_id: string
  readonly session_id: string
  readonly visitor_id: string
  readonly user_id: string | null
  readonly started_at: string
  readonly ended_at: string
  readonly duration_ms: number
  readonly events: number
  readonly page_views: number
  readonly active_ms: number
  readonly entry_host: string | null
  readonly entry_path: string | null
  readonly exit_path: string | null
  readonly referrer_host: string | null
  readonly utm_source: string | null
  readonly utm_medium: string | null
  readonly utm_campaign: string | null
  readonly device_type: string | null
  readonly browser: string | null
  readonly os: string | null
  readonly country: string | null
  readonly is_bot: boolean
  readonly bounced: boolean
}

export interface SessionsWanted {
  readonly bots: boolean
  readonly limit: number
}

/** The visits that began last. */
export const listSessions = (db: Db, { bots, limit }: SessionsWanted): Promise<SessionRow[]> =>
  db.all<SessionRow>(`
    SELECT * FROM sessions ${bots ? '' : 'WHERE NOT is_bot'}
    ORDER BY started_at DESC, site_id, session_id LIMIT ${limit}`)
