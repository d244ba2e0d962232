import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { keptCode } from '@weir/local/kept-code'
import { endProgram } from './end-program.ts'
import type { Illness } from './faults/illness.ts'

/** A program of ours in a process of its own. */
export interface Program {
  /** Sends a signal and resolves with the exit code, null for one that was killed. */
  end(signal: NodeJS.Signals): Promise<number | null>
  /** The lines it has printed. */
  readonly lines: readonly string[]
  /** Changes the machine that it runs on, where it was started with one that can fall ill. */
  ail(change: Partial<Illness>): Promise<void>
}

const root = resolve(import.meta.dirname, '..')
const startMs = 30_000
/** What a program without a time of its own may take to end. */
const usualShutdownMs = 50_000
/** What one may take beyond its time on a busy machine, before it is killed. */
const slackMs = 10_000

/** A campaign that fails, or is cut off, leaves no program behind. */
const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts a program from source and resolves when a line of its output shows that it is ready. */
async function start<Ready>(options: {
  main: string
  words?: readonly string[]
  env: Readonly<Record<string, string>>
  isReady: (line: string) => Ready | undefined
  /** Whether its machine can fall ill. Default: no. */
  canAil?: boolean | undefined
}): Promise<Program & { ready: Ready }> {
  const { main, words = [], env, isReady, canAil = false } = options
  const machine = canAil ? [`--import=${import.meta.resolve('./faults/ill-machine.ts')}`] : []
  const child = spawn(
    process.execPath,
    ['--conditions=weir-source', ...machine, resolve(root, main), ...words],
    {
      env: { PATH: process.env.PATH, ...keptCode, ...env },
      stdio: ['ignore', 'pipe', 'pipe', ...(canAil ? (['ipc'] as const) : [])],
    },
  )
  const shutdownMs = Number(env['WEIR_SHUTDOWN_MS'] ?? usualShutdownMs)
  running.add(child)
  child.once('exit', () => running.delete(child))
  const lines: string[] = []
  const ready = await new Promise<Ready>((found, failed) => {
    const tooLate = setTimeout(() => failed(new Error(`${main} did not start`)), startMs)
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        const value = isReady(line)
        if (value === undefined) return
        clearTimeout(tooLate)
        found(value)
      })
    }
    child.on('exit', (code) => failed(new Error(`${main} ended with ${code}: ${lines.join('\n')}`)))
  })
  return {
    ready,
    lines,
    end: (signal) => endProgram(child, signal, shutdownMs + slackMs),
    ail: (change) => ail(child, change),
  }
}

/** Resolves when it has happened, or when there is nobody any more whom it could happen to. */
async function ail(child: ChildProcess, change: Partial<Illness>): Promise<void> {
  if (!child.connected) return
  const heard = new AbortController()
  const { signal } = heard
  const done = Promise.race([once(child, 'message', { signal }), once(child, 'exit', { signal })])
  child.send(change, (error) => error && heard.abort())
  await done.catch(() => undefined)
  heard.abort()
}

export const startKinesis = (): Promise<Program & { ready: string }> =>
  start({
    main: 'packages/local/src/main.ts',
    words: 'kinesis --port 0 --retain-mib 1024 --stream events:16 --stream rejected:8'.split(' '),
    env: {},
    isReady: (line) => /http:\/\/127\.0\.0\.1:\d+/u.exec(line)?.[0],
  })

/** Credentials that the local endpoint takes for good. */
const aws = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'campaign',
  AWS_SECRET_ACCESS_KEY: 'campaign',
}

/** Where a gateway sends what it takes. */
export const kinesisSink = (url: string): Readonly<Record<string, string>> => ({
  ...aws,
  AWS_ENDPOINT_URL_KINESIS: url,
  WEIR_STREAM: 'events',
  WEIR_REJECTED_STREAM: 'rejected',
  WEIR_LINGER_MS: '20',
})

/** Files so small and young that many are being written whenever it is killed. */
export const archiveSink = (folder: string): Readonly<Record<string, string>> => ({
  WEIR_SINK: 'archive',
  WEIR_ARCHIVE: folder,
  WEIR_ARCHIVE_BYTES: '256 KiB',
  WEIR_ARCHIVE_MS: '50',
  WEIR_LINGER_MS: '20',
})

export function startGateway(options: {
  sink: Readonly<Record<string, string>>
  sites: string
  spool: string
  /** Settings that are to be others than usual here. */
  env?: Readonly<Record<string, string>>
  canAil?: boolean
}): Promise<Program & { ready: string }> {
  return start({
    main: 'packages/gateway/src/main.ts',
    canAil: options.canAil,
    env: {
      ...options.sink,
      WEIR_HOST: '127.0.0.1',
      WEIR_PORT: '0',
      WEIR_ADMIN_PORT: '0',
      WEIR_RATE_LIMIT: 'off',
      WEIR_SITES: options.sites,
      WEIR_SPOOL: options.spool,
      WEIR_SPOOL_MAX_BYTES: '256 MiB',
      // The last of them has to deliver what all the others left.
      WEIR_SHUTDOWN_MS: '300000',
      ...options.env,
    },
    isReady: (line) => /"url":"([^"]+)".*"msg":"ready"/u.exec(line)?.[1],
  })
}

/** A Firehose on folders of its own; ready is the address of its status. */
export const startFirehose = (options: {
  kinesisUrl: string
  archive: string
  state: string
  bufferSeconds: number
  canAil?: boolean
}): Promise<Program & { ready: string }> =>
  start({
    main: 'packages/local/src/main.ts',
    words: [
      'firehose',
      '--port=0',
      '--buffer-mib=1',
      `--buffer-seconds=${options.bufferSeconds}`,
      `--endpoint=${options.kinesisUrl}`,
      `--archive=${options.archive}`,
      `--state=${options.state}`,
    ],
    env: {},
    canAil: options.canAil,
    isReady: (line) => /http:\/\/127\.0\.0\.1:\d+\/weir\/status/u.exec(line)?.[0],
  })
