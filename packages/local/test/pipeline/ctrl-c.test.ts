import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from './run-start.ts'

const main = join(import.meta.dirname, '../../src/pipeline/main.ts')
const tools = ['script', 'ps', 'dash']
const missing = tools.filter((tool) => spawnSync(tool, ['--version']).error !== undefined)
const ctrlC = '\u0003'

test.skipIf(process.platform !== 'linux' || missing.length > 0)(
  `ends with 0 through a shell that an interrupt would end with 130${missing.length > 0 ? ` (skipped: no ${missing.join(', ')})` : ''}`,
  async () => {
    const data = await temporaryFolder()
    const start = `${process.execPath} --conditions=weir-source ${main} --port 0 --shop-port 0 --data ${data}`
    // Something comes after it, or the shell would let itself be replaced.
    const words = ['-qefc', `dash -c '${start}; code=$?; exit $code'`, '/dev/null']
    const terminal = spawn('script', words, { stdio: ['pipe', 'pipe', 'inherit'] })
    onTestFinished(() => void terminal.kill('SIGKILL'))
    let output = ''
    let isAsked = false
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (isAsked || !output.includes('Ctrl-C drains')) return
      isAsked = true
      terminal.stdin.write(ctrlC)
    })
    const code = await new Promise((done) => terminal.on('close', done))
    expect(output).toContain('the gateway took 0 events')
    expect(code).toBe(0)
  },
  120_000,
)
