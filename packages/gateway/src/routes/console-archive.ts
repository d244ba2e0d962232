import {
  type ArchiveReader,
  parseFunnelStep,
  ReadingError,
  type ReportsQuery,
  type TimelineQuery,
} from '@weir/archive/reading'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { GatewayError } from '../errors.ts'
import {
  archiveFilesSchema,
  archiveReportsSchema,
  archiveSessionsSchema,
  archiveTimelineSchema,
} from '../openapi/console-routes.ts'
import { lastOf, type Word } from './last-of.ts'

export interface ConsoleArchive {
  /** Undefined where the archive is not in a folder of this machine. */
  readonly reader: ArchiveReader | undefined
  readonly now: () => number
}

interface Words {
  readonly days?: Word
  readonly steps?: Word
  readonly id?: Word
  readonly limit?: Word
}

/** What the live page shows of the archive. A process of its own reads it: events do not wait for that. */
export function registerConsoleArchive(
  app: FastifyInstance,
  { reader, now }: ConsoleArchive,
): void {
  const answer = async (reply: FastifyReply, ask: (from: ArchiveReader) => Promise<object>) => {
    if (reader === undefined) throw new GatewayError('not_found', notHere)
    const data = await ask(reader).catch(explain)
    return reply.header('cache-control', 'no-store').send(data)
  }
  app.get<{ Querystring: Words }>(
    '/console/api/archive/files',
    { schema: archiveFilesSchema },
    ({ query }, reply) => answer(reply, (from) => from.files({ limit: limitOf(query, 1000) })),
  )
  app.get<{ Querystring: Words }>(
    '/console/api/archive/reports',
    { schema: archiveReportsSchema },
    ({ query }, reply) => answer(reply, (from) => from.reports(reportsOf(query, now()))),
  )
  app.get<{ Querystring: Words }>(
    '/console/api/archive/sessions',
    { schema: archiveSessionsSchema },
    ({ query }, reply) => answer(reply, (from) => from.sessions({ limit: limitOf(query, 1000) })),
  )
  app.get<{ Querystring: Words }>(
    '/console/api/archive/timeline',
    { schema: archiveTimelineSchema },
    ({ query }, reply) => answer(reply, (from) => findTimeline(from, lastOf(query.id))),
  )
}

const notHere = 'the archive is not in a folder of this machine'

/** Why a question got no answer; one that took too much may be asked again. */
function explain(error: unknown): never {
  if (!(error instanceof ReadingError)) throw error
  const { code, message } = error
  throw new GatewayError(code === 'no_archive' ? 'not_found' : 'overloaded', message)
}

function limitOf({ limit }: Words, most: number): number | undefined {
  const count = Number(lastOf(limit))
  return Number.isInteger(count) && count > 0 ? Math.min(count, most) : undefined
}

const dayMs = 86_400_000
/** More would be no funnel any more. */
const maxSteps = 12

/** Never before 1970: a date that is too early is none. */
function reportsOf({ days, steps }: Words, now: number): ReportsQuery {
  const back = Number(lastOf(days))
  const found = lastOf(steps)
    .split(',')
    .slice(0, maxSteps)
    .map(parseFunnelStep)
    .filter((step) => step !== undefined)
  return {
    ...(back > 0 ? { range: { fromMs: Math.max(0, now - back * dayMs), toMs: now } } : {}),
    ...(found.length > 0 ? { funnel: { steps: found, by: 'visit' } } : {}),
  }
}

const idColumns: readonly TimelineQuery['by'][] = ['anonymous_id', 'session_id', 'user_id']

/** Whoever looks somebody up has an id, and does not know which. */
async function findTimeline(from: ArchiveReader, id: string): Promise<object> {
  for (const by of idColumns) {
    const answer = await from.timeline({ by, id })
    if (answer.sessions.length > 0 || by === idColumns.at(-1)) return answer
  }
  throw new Error('there is always a last column')
}
