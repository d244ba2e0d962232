import { spawnSync } from 'node:child_process'
import type { ReadStream } from 'node:tty'

const ctrlC = 0x03

/** A program in the background is stopped when it touches the terminal. */
function isInForeground(): boolean {
  const words = ['-o', 'pgid=,tpgid=', '-p', String(process.pid)]
  const { stdout } = spawnSync('ps', words, { encoding: 'utf8' })
  const [group, foreground] = (stdout ?? '').trim().split(/\s+/u)
  return group !== undefined && group !== '' && group === foreground
}

/**
 * Takes Ctrl-C as a key. As a signal it would reach npx, its shell and pnpm as well, and a shell that
 * was interrupted reports that, however well its command has ended.
 */
export function onCtrlC(input: ReadStream, act: () => void): void {
  if (!input.isTTY || !isInForeground()) return
  input.setRawMode(true)
  input.on('data', (keys: Buffer) => {
    if (keys.includes(ctrlC)) act()
  })
  // The terminal is gone, or no longer ours.
  input.on('error', () => undefined)
  input.unref()
}
