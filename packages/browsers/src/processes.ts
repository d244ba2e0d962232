import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { until } from './until.ts'

/** A process, as Linux tells it. */
export interface Process {
  readonly pid: number
  readonly parent: number
  /** The words of its command, separated by spaces. */
  readonly command: string
}

/** All processes below this one. Empty where there is no /proc. */
export function descendants(pid: number): Process[] {
  const all = readProcesses()
  const found: Process[] = []
  let parents = new Set([pid])
  while (parents.size > 0) {
    const children = all.filter(({ parent }) => parents.has(parent))
    found.push(...children)
    parents = new Set(children.map((child) => child.pid))
  }
  return found
}

function readProcesses(): Process[] {
  let pids: string[]
  try {
    pids = readdirSync('/proc').filter((name) => /^\d+$/u.test(name))
  } catch {
    return []
  }
  return pids.flatMap((pid) => readProcess(Number(pid)) ?? [])
}

/** Undefined for a process that is gone, or dead and not yet reaped. */
function readProcess(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in parentheses and may contain anything, parentheses as well.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state === 'Z' || state === 'X') return undefined
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return { pid, parent: Number(parent), command }
  } catch {
    return undefined
  }
}

/** Kills processes at once, and resolves when they are gone. */
export async function killAll(processes: readonly Process[]): Promise<void> {
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
  await until('killed processes are gone', () => (processes.every(isGone) ? true : undefined))
}

/** Whether a process has ended. */
export const isGone = ({ pid }: Process): boolean => readProcess(pid) === undefined

/** What runs beside us, and how it is killed. */
const running = new Set<() => void>()
process.once('exit', () => running.forEach((kill) => kill()))

/** A program that runs beside us and does not outlive us. */
export interface Companion {
  readonly child: ChildProcess
  readonly stop: () => Promise<void>
}

/** Starts a program. It is killed, with all below it, by `stop` and at our own end. */
export function startCompanion(
  command: readonly string[],
  options: { env?: Readonly<Record<string, string>>; extraPipe?: boolean } = {},
): Companion {
  const [program = '', ...words] = command
  const child = spawn(program, words, {
    // "env -i" style: what is not said here is not there, apart from the search path.
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', ...options.env },
    stdio: ['ignore', 'ignore', 'ignore', options.extraPipe === true ? 'pipe' : 'ignore'],
  })
  const kill = (): void => {
    if (child.pid === undefined) return
    for (const { pid } of [...descendants(child.pid), { pid: child.pid }]) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    }
  }
  running.add(kill)
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
  return {
    child,
    async stop() {
      running.delete(kill)
      kill()
      await ended
    },
  }
}
