import { randomUUID } from 'node:crypto'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { keptCode } from '@weir/local/kept-code'
import { projectRoot } from './pages.ts'

export interface SendOptions {
  /** 15 KB each. */
  readonly isLarge?: boolean
  /** Larger than an event may be. */
  readonly isPoison?: boolean
  readonly isBeacon?: boolean
}

/** A gateway as an operator has it: its answers, its metrics, its log, its end. */
export interface RunbookGateway {
  readonly send: (count: number, options?: SendOptions) => Promise<Response>
  readonly metrics: () => Promise<string>
  /** With its labels, as it is exposed; 0 when it is not there. */
  readonly metric: (name: string) => Promise<number>
  /** `/readyz` of the admin port. */
  readonly ready: () => Promise<{ readonly code: number; readonly status: string }>
  /** Waits for a line, from now on. */
  readonly says: (what: RegExp) => Promise<void>
  readonly output: () => string
  readonly signal: (name: NodeJS.Signals) => void
  /** SIGTERM; answers the exit code. */
  readonly stop: () => Promise<number | null>
  readonly kill: () => Promise<unknown>
}

const bodyOf = (count: number, size: number): string =>
  JSON.stringify({
    write_key: 'wk_demo',
    events: Array.from({ length: count }, () => ({
      event_id: randomUUID(),
      event_type: 'played',
      timestamp: new Date().toISOString(),
      session_id: 's-1',
      page_url: 'https://shop.example.com/',
      properties: Object.fromEntries(
        Array.from({ length: Math.ceil(size / 5000) }, (_, at) => [`p${at}`, 'x'.repeat(5000)]),
      ),
    })),
  })

interface Process {
  readonly output: () => string
  readonly says: (what: RegExp) => Promise<string>
  readonly signal: (name: NodeJS.Signals) => void
  readonly ended: Promise<number | null>
}

function startProcess(folder: string, settings: Readonly<Record<string, string>>): Process {
  const main = join(projectRoot, 'packages/gateway/src/main.ts')
  const child = spawn(process.execPath, ['--conditions=weir-source', main], {
    cwd: folder,
    env: {
      ...keptCode,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      WEIR_HOST: '127.0.0.1',
      WEIR_PORT: '0',
      WEIR_ADMIN_PORT: '0',
      WEIR_STREAM: 'events',
      WEIR_REJECTED_STREAM: 'rejected',
      WEIR_SPOOL: 'spool',
      WEIR_SPOOL_MAX_BYTES: '32 MiB',
      WEIR_RATE_LIMIT: 'off',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const killNow = (): boolean => child.kill('SIGKILL')
  process.once('exit', killNow)
  let output = ''
  const readers = new Set<(line: string) => void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      output += `${line}\n`
      for (const read of readers) read(line)
    })
  }
  const ended = new Promise<number | null>((done) => child.once('close', done))
  void ended.then(() => process.off('exit', killNow))
  return {
    output: () => output,
    says: (what) =>
      new Promise((found, failed) => {
        readers.add((line) => what.test(line) && found(line))
        void ended.then(() => failed(new Error(`it ended before it said ${what}: ${output}`)))
      }),
    signal: (name) => void child.kill(name),
    ended,
  }
}

export async function startRunbookGateway(
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<RunbookGateway> {
  const { output, says, signal, ended } = startProcess(folder, settings)
  const { url, admin } = JSON.parse(await says(/"msg":"ready"/u)) as { url: string; admin: string }
  const metrics = async () => (await fetch(`${admin}/metrics`)).text()
  return {
    send: (count, { isLarge = false, isPoison = false, isBeacon = false } = {}) =>
      fetch(`${url}/v1/events`, {
        method: 'POST',
        headers: { 'content-type': isBeacon ? 'text/plain' : 'application/json' },
        body: bodyOf(count, isPoison ? 70_000 : isLarge ? 15_000 : 0),
      }),
    metrics,
    metric: async (name) => {
      const line = (await metrics()).split('\n').find((each) => each.startsWith(`${name} `))
      return Number(line?.slice(name.length + 1) ?? 0)
    },
    ready: async () => {
      const answer = await fetch(`${admin}/readyz`)
      const { status } = (await answer.json()) as { status: string }
      return { code: answer.status, status }
    },
    says: async (what) => void (await says(what)),
    output,
    signal,
    stop() {
      signal('SIGTERM')
      return ended
    },
    kill() {
      signal('SIGKILL')
      return ended
    },
  }
}
