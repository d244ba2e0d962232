import type { ArchiveStream } from '../layout/partition.ts'
import type { Notice } from '../reader/notice.ts'
import type { Sources } from '../reader/open-archive.ts'
import type { TimeRange } from '../reader/list-hours.ts'
import type { ReportHead } from '../render/report-head.ts'
import type { FunnelOptions } from '../reports/funnel-step.ts'
import type { ReportName } from '../reports/report-names.ts'
import type { Report } from '../reports/report.ts'
import type { SessionRow } from './list-sessions.ts'
import type { TimelineSession } from './timeline.ts'

/** Which events are looked at. */
export interface Scope {
  /** When they happened, in milliseconds since the epoch. Default: everything. */
  readonly range?: TimeRange | undefined
  /** Default: all sites. */
  readonly site?: string | undefined
  /** How long after the range an event of it may have arrived, in milliseconds. Default: seven days. */
  readonly lateMs?: number | undefined
}

export interface ReportsQuery extends Scope {
  /** Default: all, the funnel only with steps. */
  readonly names?: readonly ReportName[] | undefined
  /** Whether events of bots count. Default: false. */
  readonly bots?: boolean | undefined
  /** Rows of a list at most, 1 to 1,000. Default: 20. */
  readonly top?: number | undefined
  readonly funnel?: FunnelOptions | undefined
}

/** Reports as plain data: facts, and tables that say how they would be drawn. */
export interface ReportsAnswer {
  readonly head: ReportHead
  readonly reports: readonly Report[]
}

export interface SessionsQuery extends Scope {
  /** Whether visits of bots are among them. Default: false. */
  readonly bots?: boolean | undefined
  /** 1 to 1,000. Default: 50. */
  readonly limit?: number | undefined
}

/** What an answer is made of, and what had to be left out of it. */
export interface Origin {
  readonly sources: Sources
  readonly notices: readonly Notice[]
}

export interface SessionsAnswer extends Origin {
  /** The latest to begin first. */
  readonly sessions: readonly SessionRow[]
}

export interface TimelineQuery extends Scope {
  /** Which of the visitor's ids `id` is. */
  readonly by: 'session_id' | 'anonymous_id' | 'user_id'
  readonly id: string
  /** Events at most, the latest; 1 to 10,000. Default: 1,000. */
  readonly limit?: number | undefined
}

/** What a visitor did, visit by visit and page by page. */
export interface TimelineAnswer extends Origin {
  /** The latest first; none for a visitor who was never seen. */
  readonly sessions: readonly TimelineSession[]
  /** Whether there are events before these. */
  readonly hasEarlier: boolean
}

export interface FilesQuery {
  /** Default: all four. */
  readonly streams?: readonly FileStream[] | undefined
  /** 1 to 1,000. Default: 50. */
  readonly limit?: number | undefined
}

export type FileStream = ArchiveStream | 'parquet' | 'errors'

/** A file of the archive. */
export interface LandedFile {
  /** From the root of the archive, with slashes: `events/year=2026/…/….json.gz`. */
  readonly key: string
  readonly stream: FileStream
  readonly bytes: number
  /** When it appeared, in milliseconds since the epoch. */
  readonly landedMs: number
  /** The hour of arrival that it belongs to, in milliseconds since the epoch. */
  readonly hourMs: number
  /** Lines or rows in it, duplicates among them; null until they are counted. */
  readonly events: number | null
}

export interface FilesAnswer {
  /** The latest to land first. */
  readonly files: readonly LandedFile[]
  /** Whether there are more than these. */
  readonly hasMore: boolean
}

/** What is asked of the reading process. */
export type Question =
  | { readonly kind: 'reports'; readonly query: ReportsQuery }
  | { readonly kind: 'sessions'; readonly query: SessionsQuery }
  | { readonly kind: 'timeline'; readonly query: TimelineQuery }
  | { readonly kind: 'counts'; readonly query: { readonly keys: readonly string[] } }

/** What each kind of question is answered with. */
export interface Answers {
  readonly reports: ReportsAnswer
  readonly sessions: SessionsAnswer
  readonly timeline: TimelineAnswer
  /** Of each key, in their order; null for a file that cannot be counted. */
  readonly counts: readonly (number | null)[]
}
