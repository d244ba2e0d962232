import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/config-table.ts'
import type { ConsoleSource } from '../console-log.ts'
import { joinHistories } from '../console/history.ts'
import { joinShards } from '../console/own-facts.ts'
import { GatewayError } from '../errors.ts'
import { secondsBounds } from '../metrics.ts'
import { factsSchema, historySchema, rawSchema, shardsSchema } from '../openapi/console-routes.ts'
import { lastOf, type Word } from './last-of.ts'

/** What the live page asks for beside records: the event as it came, the last minutes, the settings. */
export function registerConsoleFacts(
  app: FastifyInstance,
  { log, config }: { log: ConsoleSource; config: Config },
): void {
  app.get<{ Querystring: { event_id?: Word } }>(
    '/console/api/raw',
    { schema: rawSchema },
    async (request, reply) => {
      const found = await log.gather('raw', lastOf(request.query.event_id))
      // A channel between processes knows no undefined.
      const raw = found.find((each) => each !== undefined && each !== null)
      if (raw === undefined) throw new GatewayError('not_found', notKept)
      const { event, sentAt = null, sdk = null } = raw
      return reply
        .header('cache-control', 'no-store')
        .type('application/json; charset=utf-8')
        .send(`${JSON.stringify({ sent_at: sentAt, sdk }).slice(0, -1)},"event":${event}}`)
    },
  )
  app.get<{ Querystring: { since?: Word } }>(
    '/console/api/history',
    { schema: historySchema },
    async (request, reply) => {
      const since = Number(lastOf(request.query.since))
      const histories = await log.gather('history', Number.isFinite(since) ? since : 0)
      return reply
        .header('cache-control', 'no-store')
        .send({ bounds: secondsBounds, seconds: joinHistories(histories) })
    },
  )
  app.get('/console/api/shards', { schema: shardsSchema }, async (_request, reply) => {
    const shards = joinShards(await log.gather('shards', undefined))
    return reply.header('cache-control', 'no-store').send({ shards })
  })
  app.get('/console/api/facts', { schema: factsSchema }, async (_request, reply) => {
    const processes = await log.gather('health', undefined)
    return reply.header('cache-control', 'no-store').send({ ...settingsOf(config), processes })
  })
}

const notKept =
  'not among the latest 1,000 events, or its visitor asked not to be tracked: then nothing is kept'

/** Settings that explain what is seen; nothing that is secret. */
const settingsOf = (config: Config) => ({
  sink: config.sink,
  stream: config.stream ?? null,
  rejected_stream: config.rejectedStream ?? null,
  codec: config.codec,
  record_bytes: config.recordBytes,
  linger_ms: config.lingerMs,
  spool: config.spool,
  spool_max_bytes: config.spoolMaxBytes,
  archive: config.archive,
})
