import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const program = resolve(import.meta.dirname, '../support/cut-off.ts')

test('ends what a check has started, and its folder, when it is told to end', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weir-cut-off-'))
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  // Its output ends when the last process that holds it has ended.
  const [exitCode] = (await once(child, 'close')) as [number | null]
  expect(exitCode).toBe(143)
  await expect(access(folder)).rejects.toThrow('ENOENT')
})
