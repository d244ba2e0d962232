import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { childrenOf, runProgram } from '../support/program.ts'
import { untilElsewhere } from '../support/until.ts'

/** A connection of its own; true when it was answered or ended in time, whatever the answer. */
function isSettled(url: URL): Promise<boolean> {
  const socket = connect({ host: url.hostname, port: Number(url.port), timeout: 20_000 })
  socket.end('GET /livez HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')
  socket.resume()
  return new Promise((settle) => {
    socket.on('error', () => settle(true))
    socket.on('close', () => settle(true))
    socket.on('timeout', () => {
      settle(false)
      socket.destroy()
    })
  })
}

test('leaves no connection without an answer or an end when workers are killed', async () => {
  const program = await runProgram({ WEIR_WORKERS: '2', WEIR_SPOOL: 'off' })
  const url = new URL((await program.ready).url)
  const connections: Promise<boolean>[] = []
  const killed = new Set<number>()
  for (let kill = 0; kill < 3; kill++) {
    let alive: readonly number[] = []
    await untilElsewhere(async () => {
      alive = (await childrenOf(program)).filter((pid) => !killed.has(pid))
      return alive.length === 2
    })
    const [victim = Number.NaN] = alive
    killed.add(victim)
    // Before anybody can know that it is dead, and after.
    connections.push(...Array.from({ length: 20 }, () => isSettled(url)))
    process.kill(victim, 'SIGKILL')
    connections.push(...Array.from({ length: 20 }, () => isSettled(url)))
  }
  expect((await Promise.all(connections)).filter((settled) => !settled)).toEqual([])
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
})
