import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** SIGTERM, and waits for its end; what has ended by itself says so only once. */
export async function endProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}

/** A program that this one has started ends with it at the latest. */
export function killAtExit(child: ChildProcess): void {
  const kill = (): boolean => child.kill('SIGKILL')
  // Before anything else that is done at the exit: it may still write to a folder that goes.
  process.prependOnceListener('exit', kill)
  child.once('exit', () => process.off('exit', kill))
}
