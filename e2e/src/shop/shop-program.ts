import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

/** The demo shop, as a program of its own. */
export interface ShopProgram {
  readonly url: string
  stop(): Promise<void>
}

const main = resolve(import.meta.dirname, '../../../examples/script-tag/src/main.ts')

/** Starts the shop on a free port. */
export async function startShopProgram(...words: readonly string[]): Promise<ShopProgram> {
  const child = spawn(process.execPath, ['--conditions=weir-source', main, '--port', '0', ...words])
  const kill = (): boolean => child.kill('SIGKILL')
  process.once('exit', kill)
  const lines: string[] = []
  const url = await new Promise<string>((found, failed) => {
    createInterface({ input: child.stderr }).on('line', (line) => lines.push(line))
    createInterface({ input: child.stdout }).once('line', (line) => {
      found((JSON.parse(line) as { listening: string }).listening)
    })
    child.once('exit', () => failed(new Error(`the shop ended: ${lines.join('\n')}`)))
  })
  return {
    url,
    async stop() {
      process.off('exit', kill)
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
    },
  }
}
