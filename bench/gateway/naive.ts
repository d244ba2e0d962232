import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis'
import schema from '@weir/schema/event.schema.json' with { type: 'json' }
import { Ajv2020 } from 'ajv/dist/2020.js'
import Fastify from 'fastify'

/** What one would write oneself: Ajv at run time, one PutRecords for each request, awaited. */
interface Event {
  readonly session_id: string
}
const ajv = new Ajv2020({ strict: false })
const formats = ['uuid', 'utc-time', 'http-url', 'text']
for (const name of formats) ajv.addFormat(name, true)
const validate = ajv.compile<Event>(schema)
const kinesis = new KinesisClient({})
const app = Fastify({ logger: false, bodyLimit: 1_048_576 })
app.post('/v1/events', async (request, reply) => {
  const { events } = request.body as { events: unknown[] }
  const good = events.filter((event): event is Event => validate(event))
  const received_at = new Date().toISOString()
  await kinesis.send(
    new PutRecordsCommand({
      StreamName: 'events',
      Records: good.map((event) => ({
        Data: Buffer.from(`${JSON.stringify({ ...event, received_at })}\n`),
        PartitionKey: event.session_id,
      })),
    }),
  )
  return reply.code(202).send({ accepted: good.length })
})
const url = await app.listen({ host: '127.0.0.1', port: 0 })
console.log(JSON.stringify({ url, msg: 'ready' }))
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)))
