import type { FastifyInstance } from 'fastify'
import type { ConsoleSource } from '../console-log.ts'
import type { Batch, LiveFilter } from '../console/sampler.ts'
import { liveSchema } from '../openapi/console-routes.ts'
import type { OpenStream } from './event-stream.ts'
import { lastOf, type Word } from './last-of.ts'

interface LiveQuery {
  readonly event_type?: Word
  readonly visitor?: Word
  readonly text?: Word
}

/** What the live page reads while events arrive: a few times a second, some of what was stored. */
export function registerConsoleLive(
  app: FastifyInstance,
  { log, open }: { log: ConsoleSource; open: OpenStream },
): void {
  app.get<{ Querystring: LiveQuery }>(
    '/console/api/live',
    { schema: liveSchema, exposeHeadRoute: false },
    (request, reply) => {
      const { event_type: type, visitor, text } = request.query
      const filter: LiveFilter = { type: some(type), visitor: some(visitor), text: some(text) }
      open(request, reply, (send) => log.watch(filter, (batch) => send('batch', write(batch))))
    },
  )
}

/** A field of a form that is left empty asks for nothing. */
const some = (word: Word): string | undefined => lastOf(word) || undefined

/** Records are JSON already. */
function write({ events, rejected }: Batch): string {
  const part = ({ seen, matched, lines }: Batch['events']) =>
    `{"seen":${seen},"matched":${matched},"records":[${lines.join(',')}]}`
  return `{"good":${part(events)},"rejected":${part(rejected)}}`
}
