import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import { keptCode } from '../../src/kept-code.ts'

const main = join(import.meta.dirname, '../../src/pipeline/main.ts')

export interface Start {
  readonly child: ChildProcess
  /** Resolves with the exit code. */
  readonly exit: Promise<number | null>
  /** Waits for a match of what it prints, and answers its first group. */
  readonly says: (what: RegExp) => Promise<string>
  readonly output: () => string
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-start-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** `pnpm start` as a program of its own, on free ports unless the words say otherwise. */
export function runStart(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Start {
  const free = ['--port', '0', '--shop-port', '0', '--buffer-seconds', '3']
  const child = spawn(process.execPath, ['--conditions=weir-source', main, ...free, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...keptCode, ...env },
  })
  let output = ''
  const looking = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      for (const look of looking) look()
    })
  }
  const exit = new Promise<number | null>((done) => child.once('close', done))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exit
  })
  return {
    child,
    exit,
    output: () => output,
    says: (what) =>
      Promise.race([
        new Promise<string>((resolve) => {
          const look = (): void => {
            const found = what.exec(output)
            if (found !== null) resolve(found[1] ?? found[0])
          }
          looking.add(look)
          look()
        }),
        exit.then((code) => {
          throw new Error(`ended with ${code} before it said ${what}: ${output}`)
        }),
      ]),
  }
}

/** The programs that it has started, by their ids, with their command lines. */
export async function childrenOf({ child: { pid } }: Start): Promise<Map<number, string>> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  const pids = text.split(' ').filter(Boolean).map(Number)
  const read = async (each: number) =>
    [each, await readFile(`/proc/${each}/cmdline`, 'utf8')] as const
  return new Map(await Promise.all(pids.map(read)))
}

/** The ids of the events in the files of an archive. */
export async function archivedIds(data: string): Promise<string[]> {
  const folder = join(data, 'archive', 'events')
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const files = names.filter((name) => name.endsWith('.json.gz'))
  const texts = await Promise.all(
    files.map(async (name) => gunzipSync(await readFile(join(folder, name))).toString()),
  )
  return texts
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { event_id: string }).event_id)
}
