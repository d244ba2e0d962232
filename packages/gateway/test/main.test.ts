import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from './support/gateway.ts'
import { type Program, runProgram } from './support/program.ts'
import { untilElsewhere } from './support/until.ts'

/** Takes connections, and says nothing. */
async function silentServer() {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    // One that the other side resets is gone as well.
    socket.on('error', () => undefined).resume()
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  await once(server, 'listening')
  return { server, port: (server.address() as AddressInfo).port }
}

test('ends with one clear line when its port is taken, also where it has connected to Redis', async () => {
  const { port } = await silentServer()
  const redis = await silentServer()
  const program = await runProgram({
    WEIR_SPOOL: await temporaryFolder(),
    WEIR_LOG_LEVEL: 'silent',
    WEIR_PORT: String(port),
    WEIR_REDIS_URL: `redis://127.0.0.1:${redis.port}`,
  })
  expect(await program.ended).toBe(1)
  expect(program.lines).toEqual([expect.stringContaining('EADDRINUSE') as string])
})

/** A program in the middle of its start: it waits for a Redis that does not answer. */
async function starting(): Promise<Program> {
  const { server, port } = await silentServer()
  const connected = once(server, 'connection')
  const program = await runProgram({
    WEIR_SPOOL: await temporaryFolder(),
    WEIR_REDIS_URL: `redis://127.0.0.1:${port}`,
  })
  await connected
  return program
}

const says = (program: Program, words: string) => (): boolean =>
  program.lines.some((line) => line.includes(`"msg":"${words}"`))

test('drains on a SIGTERM that comes before it is ready', async () => {
  const program = await starting()
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
  expect(says(program, 'drained')()).toBe(true)
})

test('reads its files again on a SIGHUP that comes before it is ready', async () => {
  const program = await starting()
  program.child.kill('SIGHUP')
  await program.ready
  await untilElsewhere(says(program, 'files read again'))
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
})
