import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { projectRoot } from '../../src/pipeline/program.ts'
import { temporaryFolder } from '../pipeline/run-start.ts'

interface Line {
  readonly msg: string
  readonly pid: number
  readonly url?: string
}

/** Runs the words of package.json under a shell that is called pnpm, and answers what they print. */
async function startAsPnpm(env: Readonly<Record<string, string>>) {
  const { scripts } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as {
    scripts: { gateway: string }
  }
  const settings = Object.entries(env).map(([name, value]) => `${name}='${value}'`)
  const command = `${settings.join(' ')} ${scripts.gateway.replace(/^node/u, process.execPath)}; true`
  const launcher = spawn('sh', ['-c', command, 'pnpm'], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void launcher.kill('SIGKILL'))
  const lines = createInterface({ input: launcher.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<Line | undefined> => {
    const { value, done } = await lines.next()
    return done === true ? undefined : (JSON.parse(value) as Line)
  }
  return { launcher, next }
}

test('serves the script and the live page on a fresh clone, and drains when pnpm is told to end', async () => {
  const folder = await temporaryFolder()
  const sites = join(folder, 'sites.json')
  await writeFile(sites, '{"sites":[{"site_id":"demo","write_keys":["wk_demo"]}]}')
  const { launcher, next } = await startAsPnpm({
    WEIR_SITES: sites,
    WEIR_SPOOL: join(folder, 'spool'),
    WEIR_SINK: 'memory',
    WEIR_CONSOLE: '1',
    WEIR_HOST: '127.0.0.1',
    WEIR_PORT: '0',
    WEIR_ADMIN_PORT: '0',
  })
  let ready = await next()
  while (ready !== undefined && ready.msg !== 'ready') ready = await next()
  const script = await fetch(`${ready?.url}/weir.js`)
  expect([script.status, (await script.text()).length > 1000]).toEqual([200, true])
  expect((await fetch(`${ready?.url}/console`)).status).toBe(200)
  launcher.kill('SIGTERM')
  const said: string[] = []
  for (let line = await next(); line !== undefined; line = await next()) said.push(line.msg)
  expect(said).toEqual(['draining', 'drained'])
})
