import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startSteadyLoad } from '../../outage/steady-load.ts'

/** Answers until it is told to cut every connection. */
async function startServer() {
  let isGone = false
  const server = createServer((request, response) => {
    if (isGone) return void request.socket.destroy()
    request.resume().on('end', () => response.writeHead(202).end())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  return {
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    goAway: () => void (isGone = true),
  }
}

test('says that nothing broke it, as often as it is asked', async () => {
  const { server, url } = await startServer()
  const load = startSteadyLoad({ url, eventsPerRequest: 10, connections: 2 })
  await once(server, 'request')
  expect(await load.stop()).toBeUndefined()
  expect(await load.stop()).toBeUndefined()
})

test('is told when it is stopped what broke it, and not before', async () => {
  const { server, url, goAway } = await startServer()
  const load = startSteadyLoad({ url, eventsPerRequest: 10, connections: 2 })
  await once(server, 'request')
  goAway()
  await once(server, 'request')
  await once(server, 'request')
  expect(await load.stop()).toMatchObject({ message: 'the load broke off' })
})
