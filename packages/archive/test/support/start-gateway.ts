import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'

const program = resolve(import.meta.dirname, '../../../gateway/src/main.ts')

/** A real gateway as a process of its own, with its live page, and a memory for a stream. */
export async function startGateway(): Promise<URL> {
  const folder = await temporaryFolder()
  const sites = join(folder, 'sites.json')
  await writeFile(sites, JSON.stringify({ sites: [{ site_id: 'shop', write_keys: ['wk_shop'] }] }))
  const child = spawn(process.execPath, ['--conditions=weir-source', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      WEIR_HOST: '127.0.0.1',
      WEIR_PORT: '0',
      WEIR_ADMIN_PORT: '0',
      WEIR_SITES: sites,
      WEIR_SINK: 'memory',
      WEIR_SPOOL: join(folder, 'spool'),
      WEIR_CONSOLE: '1',
    },
  })
  onTestFinished(async () => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  })
  const url = await new Promise<string>((found, failed) => {
    child.on('exit', (code) => failed(new Error(`the gateway ended with ${code}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /"url":"([^"]+)".*"msg":"ready"/u.exec(line)?.[1]
      if (address !== undefined) found(address)
    })
  })
  return new URL(url)
}
