import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/**
 * Sends a signal and resolves with the exit code. One that takes longer is killed and has none, so that
 * whoever asked for a drain sees that there was none.
 */
export async function endProgram(
  child: ChildProcess,
  signal: NodeJS.Signals,
  withinMs: number,
): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exit = once(child, 'exit')
  child.kill(signal)
  const tooLate = setTimeout(() => child.kill('SIGKILL'), withinMs)
  await exit
  clearTimeout(tooLate)
  return child.exitCode
}
