import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'

/** How long programs may take to end when they are asked to, before they are killed. */
const graceMs = 10_000

export interface ProgramRunner {
  /** Runs one to its end; what it prints appears as it comes, so that one that hangs shows where. */
  run(command: readonly string[]): Promise<{ code: number; seconds: number }>
  /** Ends the running one with all that it started. Nothing that is run settles any more. */
  end(): Promise<void>
}

/** Signals each process of a group; false when there is none left. */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal)
  } catch {
    return false
  }
}

/** Runs programs in the folder, one after the other. */
export function createProgramRunner(cwd: string): ProgramRunner {
  let group: number | undefined
  let isEnding = false
  return {
    run([program = '', ...words]) {
      const start = performance.now()
      return new Promise((done) => {
        // In a group of its own: browsers, gateways and disks of a test are ended with it.
        const child = spawn(program, words, {
          cwd,
          stdio: ['ignore', 'inherit', 'inherit'],
          detached: true,
        })
        group = child.pid
        const end = (code: number) => {
          if (isEnding) return
          group = undefined
          done({ code, seconds: (performance.now() - start) / 1000 })
        }
        child.on('error', () => end(1))
        child.on('exit', (code) => end(code ?? 1))
      })
    },
    async end() {
      const isFirst = !isEnding
      isEnding = true
      if (group === undefined) return
      const killAt = performance.now() + (isFirst ? graceMs : 0)
      signalGroup(group, 'SIGTERM')
      while (performance.now() < killAt && signalGroup(group, 0)) await delay(20)
      signalGroup(group, 'SIGKILL')
    },
  }
}
