import { fork } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** What a contract runs against. */
export interface Endpoint {
  readonly url: string
  readonly close: () => Promise<void>
}

/** It opens two ports and both look alike from inside; only the plain one answers plain HTTP. */
const speaksHttp = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/healthcheck`).then(
    ({ ok }) => ok,
    () => false,
  )

/** It takes half a second for each of these by default. */
const changes = [
  'CREATE_STREAM',
  'DELETE_STREAM',
  'MERGE_SHARDS',
  'SPLIT_SHARD',
  'UPDATE_SHARD_COUNT',
]

/** An older Node than ours cannot load TypeScript. */
async function preload(node: string): Promise<string> {
  const path = join(import.meta.dirname, 'loopback-only.ts')
  if (node === process.execPath) return path
  const script = stripTypeScriptTypes(await readFile(path, 'utf8'))
  return `data:text/javascript,${encodeURIComponent(script)}`
}

/** Starts kinesis-local from npm as its own process, on loopback and on free ports. */
export async function startKinesisLocal(node: string = process.execPath): Promise<Endpoint> {
  const program = createRequire(import.meta.url).resolve('kinesis-local/main.js')
  const cwd = await mkdtemp(join(tmpdir(), 'weir-kinesis-local-'))
  const child = fork(program, {
    cwd,
    execPath: node,
    execArgv: ['--import', await preload(node)],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      KINESIS_MOCK_CERT_PATH: join(dirname(program), 'server.json'),
      KINESIS_MOCK_TLS_PORT: '0',
      KINESIS_MOCK_PLAIN_PORT: '0',
      SHARD_LIMIT: '500',
      ...Object.fromEntries(changes.map((change) => [`${change}_DURATION`, '1ms'])),
      LOG_LEVEL: 'ERROR',
    },
  })
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (listening: number) => {
      void speaksHttp(listening).then((plain) => plain && resolve(listening))
    })
    child.once('exit', (code) => reject(new Error(`kinesis-local ended with ${code}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      child.kill('SIGKILL')
      await exit
      await rm(cwd, { recursive: true })
    },
  }
}
