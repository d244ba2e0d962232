import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { keptCode } from '@weir/local/kept-code'
import { onTestFinished } from 'vitest'
import { demoSite, temporaryFolder } from './gateway.ts'

/** The gateway as its own program, configured by nothing but this. */
export interface Program {
  readonly child: ChildProcess
  /** What it has printed, on either stream. */
  readonly lines: readonly string[]
  /** Resolves with its address, or rejects with what it said instead. */
  readonly ready: Promise<{ url: string; admin: string }>
  /** Resolves with its exit code, null for one that was killed. */
  readonly ended: Promise<number | null>
}

/** The processes that it has started, by their ids. */
export async function childrenOf({ child: { pid } }: Program): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return text.split(' ').filter(Boolean).map(Number)
}

const main = resolve(import.meta.dirname, '../../src/main.ts')

export async function runProgram(
  env: Readonly<Record<string, string>>,
  words: readonly string[] = [],
): Promise<Program> {
  const sites = join(await temporaryFolder(), 'sites.json')
  await writeFile(sites, JSON.stringify({ sites: [demoSite] }))
  const child = spawn(process.execPath, ['--conditions=weir-source', main, ...words], {
    env: {
      ...keptCode,
      WEIR_HOST: '127.0.0.1',
      WEIR_PORT: '0',
      WEIR_ADMIN_PORT: '0',
      WEIR_SINK: 'memory',
      WEIR_RATE_LIMIT: 'off',
      WEIR_SITES: sites,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const ready = new Promise<{ url: string; admin: string }>((found, failed) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        const [, url, admin] = /"url":"([^"]+)","admin":"([^"]+)".*"msg":"ready"/u.exec(line) ?? []
        if (url !== undefined && admin !== undefined) found({ url, admin })
      })
    }
    void ended.then((code) => failed(new Error(`ended with ${code}: ${lines.join('\n')}`)))
  })
  ready.catch(() => undefined)
  return { child, lines, ready, ended }
}
