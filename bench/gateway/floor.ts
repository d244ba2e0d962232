import Fastify from 'fastify'

/** Parses the same body, answers 202, and does nothing else: what no gateway can be cheaper than. */
const app = Fastify({ logger: false, bodyLimit: 1_048_576 })
app.post('/v1/events', (request, reply) => {
  const { events } = request.body as { events: unknown[] }
  return reply.code(202).send({ accepted: events.length })
})
const url = await app.listen({ host: '127.0.0.1', port: 0 })
console.log(JSON.stringify({ url, msg: 'ready' }))
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)))
