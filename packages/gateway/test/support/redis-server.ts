import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

/** A real Redis, and what can happen to it. */
export interface RedisServer {
  readonly url: string
  readonly stop: () => Promise<void>
  /** Again, on the same port. */
  readonly start: () => Promise<void>
  /** It keeps its connections and answers nothing, until it is woken. */
  readonly freeze: () => void
  readonly wake: () => void
}

/** Undefined where there is none on this machine. */
export async function startRedis(): Promise<RedisServer | undefined> {
  if (!(await isInstalled())) return undefined
  const port = await freePort()
  let child: ChildProcess
  const start = async () => {
    const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '']
    const started = spawn(program, words, { stdio: ['ignore', 'pipe', 'ignore'] })
    child = started
    for await (const line of createInterface({ input: started.stdout })) {
      if (line.includes('Ready to accept connections')) break
    }
    started.stdout.resume()
  }
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
  }
  await start()
  onTestFinished(stop)
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop,
    freeze: () => void child.kill('SIGSTOP'),
    wake: () => void child.kill('SIGCONT'),
  }
}

const program = 'redis-server'

const isInstalled = (): Promise<boolean> =>
  new Promise((resolve) => {
    const asked = spawn(program, ['--version'], { stdio: 'ignore' })
    asked.on('error', () => resolve(false))
    asked.on('exit', (code) => resolve(code === 0))
  })

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}
