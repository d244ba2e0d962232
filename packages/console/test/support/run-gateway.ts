import { join, resolve } from 'node:path'
import { startGatewayProgram } from '@weir/local/gateway-program'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')

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
  const { url, stop } = await startGatewayProgram({
    origins: ['https://shop.example.com'],
    environment: { WEIR_SINK: 'archive', WEIR_ARCHIVE_MS: '200', ...env },
    cwd,
  })
  return { url, send: (events, headers) => send(url, events, headers), stop }
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
