import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const main = resolve(root, '../gateway/src/main.ts')

/** The real gateway as a program of its own, with this page. */
export interface RunningGateway {
  readonly url: string
  /** Sends events as a browser would, and answers the status. */
  send(events: readonly object[], headers?: Readonly<Record<string, string>>): Promise<number>
  stop(): Promise<void>
}

/** Builds the page to where a gateway looks for it. */
export async function buildPage(): Promise<void> {
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'silent',
    // Names say what is in a file: what a gateway serves meanwhile stays where it is.
    build: { emptyOutDir: false },
  })
}

/** Starts a gateway that writes to an archive of its own, unless `env` says otherwise; paths are those of `cwd`. */
export async function runGateway(
  env: Readonly<Record<string, string>> = {},
  cwd?: string,
): Promise<RunningGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-console-'))
  const sites = join(folder, 'sites.json')
  const site = { site_id: 'demo', write_keys: ['wk_demo'], origins: ['https://shop.example.com'] }
  await writeFile(sites, JSON.stringify({ sites: [site] }))
  const child = spawn(process.execPath, ['--conditions=weir-source', main], {
    env: {
      WEIR_HOST: '127.0.0.1',
      WEIR_PORT: '0',
      WEIR_ADMIN_PORT: '0',
      WEIR_SITES: sites,
      WEIR_SINK: 'archive',
      WEIR_ARCHIVE: join(folder, 'archive'),
      WEIR_ARCHIVE_MS: '200',
      WEIR_SPOOL: join(folder, 'spool'),
      WEIR_SPOOL_MAX_BYTES: '256 MiB',
      WEIR_RATE_LIMIT: 'off',
      WEIR_CONSOLE: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  })
  const lines: string[] = []
  const url = await new Promise<string>((found, failed) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        const ready = /"url":"([^"]+)".*"msg":"ready"/u.exec(line)?.[1]
        if (ready !== undefined) found(ready)
      })
    }
    child.once('exit', () => failed(new Error(`the gateway ended: ${lines.join('\n')}`)))
  })
  return {
    url,
    send: (events, headers) => send(url, events, headers),
    async stop() {
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function send(
  url: string,
  events: readonly object[],
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      write_key: 'wk_demo',
      sent_at: new Date().toISOString(),
      sdk: { name: '@weir/browser-sdk', version: '0.1.0' },
      events,
    }),
  })
  await answer.arrayBuffer()
  return answer.status
}
