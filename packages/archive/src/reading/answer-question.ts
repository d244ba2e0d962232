import { ArchiveError } from '../reader/archive-root.ts'
import { ArchiveChanged } from '../reader/unchanged.ts'
import { type OpenArchive, openArchive } from '../reader/open-archive.ts'
import { usualLateMs } from '../reader/plan-hours.ts'
import type { ArchiveStream } from '../layout/partition.ts'
import { makeReports } from '../reports/make-reports.ts'
import { reportNames } from '../reports/report-names.ts'
import { countOf } from './count-of.ts'
import { countEvents } from './count-events.ts'
import { listSessions } from './list-sessions.ts'
import type {
  Answers,
  Question,
  ReportsQuery,
  ReportsAnswer,
  Scope,
  SessionsQuery,
  TimelineQuery,
} from './queries.ts'
import { ReadingError } from './reading-error.ts'
import { visitorTimeline } from './visitor-timeline.ts'

/** Where questions are answered. */
export interface ReadingPlace {
  /** The folder of the archive. */
  readonly location: string
  readonly memory: string
  readonly threads: number
  /** A folder for what does not stay. */
  readonly temporary: string
  readonly signal: AbortSignal
  readonly now: () => number
}

/** Answers one question, in this process; what cannot be answered is a ReadingError. */
export async function answerQuestion<Kind extends Question['kind']>(
  question: Extract<Question, { kind: Kind }>,
  place: ReadingPlace,
): Promise<Answers[Kind]>
export async function answerQuestion(
  { kind, query }: Question,
  place: ReadingPlace,
): Promise<Answers[Question['kind']]> {
  try {
    switch (kind) {
      case 'reports':
        return await answerReports(query, place)
      case 'sessions':
        return await answerSessions(query, place)
      case 'timeline':
        return await answerTimeline(query, place)
      case 'counts': {
        const { location: root, temporary: scratch, signal } = place
        const counts: (number | null)[] = []
        for (const key of query.keys) counts.push(await countEvents(key, { root, scratch, signal }))
        return counts
      }
    }
  } catch (error) {
    throw asReadingError(error)
  }
}

function asReadingError(error: unknown): unknown {
  if (error instanceof ReadingError || !(error instanceof Error)) return error
  if (error instanceof ArchiveChanged) return new ReadingError('failed', error.message)
  if (error instanceof ArchiveError) return new ReadingError('no_archive', error.message)
  const [line = ''] = error.message.split('\n')
  // What does not fit goes to the disk, as far as DuckDB can do without it.
  return line.startsWith('Out of Memory Error: ') ? new ReadingError('too_large', line) : error
}

interface Opened {
  readonly streams: readonly ArchiveStream[]
  readonly earlyMs?: number
}

async function withArchive<Answer>(
  { range = {}, site, lateMs }: Scope,
  { place, streams, earlyMs }: Opened & { readonly place: ReadingPlace },
  use: (archive: OpenArchive) => Promise<Answer>,
): Promise<Answer> {
  const { location, memory, threads, temporary, signal } = place
  const how = { location, memory, threads, temporary, signal }
  const once = async (): Promise<Answer> => {
    const archive = await openArchive({ ...how, filter: { range, site }, streams, lateMs, earlyMs })
    try {
      const answer = await use(archive)
      await archive.ensureUnchanged()
      return answer
    } finally {
      await archive.close()
    }
  }
  try {
    return await once()
  } catch (error) {
    // Compaction goes on beside: a second time it is rarely at the same hours.
    if (error instanceof ArchiveChanged) return once()
    throw error
  }
}

function answerReports(query: ReportsQuery, place: ReadingPlace): Promise<ReportsAnswer> {
  const { range = {}, site = null, lateMs = usualLateMs, bots = false, funnel } = query
  const hasSteps = (funnel?.steps.length ?? 0) > 0
  const names = query.names ?? reportNames.filter((name) => name !== 'funnel' || hasSteps)
  const unknown = names.find((name) => !reportNames.includes(name))
  if (unknown !== undefined) {
    throw new ReadingError(
      'invalid_query',
      `there is no report "${unknown}"; there is ${reportNames.join(', ')}`,
    )
  }
  if (names.includes('funnel') && !hasSteps) {
    throw new ReadingError('invalid_query', 'a funnel needs steps')
  }
  const top = countOf(query.top, 20, 1000)
  const isComplete = names.includes('completeness')
  const opened: Opened = {
    streams: isComplete ? ['events', 'rejected'] : ['events'],
    // A page load may have begun long before its last event, and be named long after it.
    earlyMs: isComplete ? lateMs : 0,
  }
  return withArchive(query, { place, ...opened }, async ({ db, root, sources, notices }) => ({
    reports: await makeReports(names, { db, range, bots, top, funnel }),
    head: { archive: root, madeAtMs: place.now(), range, lateMs, site, bots, sources, notices },
  }))
}

function answerSessions(query: SessionsQuery, place: ReadingPlace): Promise<Answers['sessions']> {
  const { bots = false } = query
  const limit = countOf(query.limit, 50, 1000)
  return withArchive(query, { place, streams: ['events'] }, async ({ db, sources, notices }) => ({
    sessions: await listSessions(db, { bots, limit }),
    sources,
    notices,
  }))
}

const ids: readonly TimelineQuery['by'][] = ['session_id', 'anonymous_id', 'user_id']

function answerTimeline(query: TimelineQuery, place: ReadingPlace): Promise<Answers['timeline']> {
  const { by, id } = query
  const limit = countOf(query.limit, 1000, 10_000)
  // It becomes the name of a column.
  if (!ids.includes(by)) {
    throw new ReadingError('invalid_query', `"${by}" is none of ${ids.join(', ')}`)
  }
  return withArchive(query, { place, streams: ['events'] }, async ({ db, sources, notices }) => ({
    ...(await visitorTimeline(db, { by, id, limit })),
    sources,
    notices,
  }))
}
