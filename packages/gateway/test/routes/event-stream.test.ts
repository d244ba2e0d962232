import { once } from 'node:events'
import { connect } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { createEventStreams } from '../../src/routes/event-stream.ts'
import { until } from '../support/until.ts'

/** A server of streams that still has records to send while it closes, and a way to read of it. */
async function startStreams() {
  const app = Fastify({ forceCloseConnections: 'idle' })
  onTestFinished(() => app.close())
  const streams = new Set<(data: string) => void>()
  let waitingBytes = () => 0
  const open = createEventStreams(app)
  app.addHook('preClose', (done) => {
    for (const send of streams) for (const data of ['1', '2']) send(data)
    done()
  })
  app.get('/stream', (request, reply) =>
    open(request, reply, (send) => {
      const stream = (data: string) => send('good', data)
      streams.add(stream)
      waitingBytes = () => reply.raw.writableLength
      return () => streams.delete(stream)
    }),
  )
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const read = async () => {
    const reader = connect(Number(port), '127.0.0.1').pause()
    onTestFinished(() => void reader.destroy())
    await once(reader, 'connect')
    reader.write('GET /stream HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n')
    return reader
  }
  return { app, streams, read, waitingBytes: () => waitingBytes() }
}

test.each([10_000, 1_000_000])(
  'closes without a reader who does not read lines of %i bytes',
  async (bytes) => {
    const { app, streams, read, waitingBytes } = await startStreams()
    await read()
    await until(() => streams.size === 1)
    // Until the kernel takes no more, and not only while it makes more room.
    for (let turns = 0; turns < 100; turns++) {
      if (waitingBytes() === 0) {
        turns = 0
        for (const send of streams) send('x'.repeat(bytes))
      }
      await setImmediate()
    }
    await app.close()
    expect(streams.size).toBe(0)
  },
)

test('answers with an error where it cannot start', async () => {
  const app = Fastify()
  onTestFinished(() => app.close())
  const open = createEventStreams(app)
  app.get('/stream', (request, reply) =>
    open(request, reply, () => {
      throw new Error('no such filter')
    }),
  )
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  expect((await fetch(`${url}/stream`)).status).toBe(500)
})
