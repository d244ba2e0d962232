import type { Readable } from 'node:stream'
import { startCompanion } from '../processes.ts'

/** A screen that nobody sees. */
export interface Display {
  /** What a program finds it by, in its variable DISPLAY. */
  readonly name: string
  readonly stop: () => Promise<void>
}

/** WebKitGTK has no headless mode. */
export async function startDisplay(xvfb: string): Promise<Display> {
  // Otherwise it resets when its last client leaves, and refuses the next one meanwhile.
  const screen = ['-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-noreset']
  const command = [xvfb, '-displayfd', '3', ...screen]
  const { child, stop } = startCompanion(command, { extraPipe: true })
  const pipe = child.stdio[3] as Readable
  const name = await new Promise<string>((resolve, reject) => {
    pipe.once('data', (chunk: Buffer) => resolve(`:${chunk.toString().trim()}`))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
  })
  return { name, stop }
}
