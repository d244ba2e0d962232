import { spawnSync } from 'node:child_process'
import { isRunning } from '../is-running.ts'

const lookMs = 500

interface Launcher {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

function look(pid: number): Launcher | undefined {
  const words = ['-o', 'ppid=,args=', '-p', String(pid)]
  const { stdout } = spawnSync('ps', words, { encoding: 'utf8' })
  const [, parent, command] = /^\s*(\d+)\s+(.*)/u.exec(stdout ?? '') ?? []
  return parent === undefined ? undefined : { pid, parent: Number(parent), command: command ?? '' }
}

/** The processes between a package manager's command and this one; none without a package manager. */
export function findLaunchers(
  from: number,
  lookAt: (pid: number) => Launcher | undefined = look,
): number[] {
  const chain: Launcher[] = []
  for (let next = lookAt(from); next !== undefined && next.pid > 1; next = lookAt(next.parent)) {
    if (chain.length > 8) break
    chain.push(next)
  }
  const top = chain.findLastIndex(({ command }) => /\b(?:npm exec|npx|pnpm)\b/u.test(command))
  return chain.slice(0, top + 1).map(({ pid }) => pid)
}

/**
 * Acts when one of them is gone: a signal to npx ends npx and its shell, and neither pnpm nor this
 * process hears of it.
 */
export function onLauncherGone(act: () => void): void {
  const launchers = findLaunchers(process.ppid)
  if (launchers.length === 0) return
  const timer = setInterval(() => {
    if (launchers.every(isRunning)) return
    clearInterval(timer)
    act()
  }, lookMs)
  timer.unref()
}
