import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** Starts our endpoint as its own process, as kinesis-local is, with no rate limit. */
export async function startOurs(
  words: readonly string[],
): Promise<{ url: string; close: () => Promise<void> }> {
  const main = join(import.meta.dirname, '../src/main.ts')
  const child = spawn(process.execPath, [main, 'kinesis', '--port', '0', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      const found = /Kinesis on (\S+),/.exec(text.toString())?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`weir-local ended with ${code}`)))
  })
  return {
    url,
    async close() {
      child.kill('SIGTERM')
      await exit
    },
  }
}
