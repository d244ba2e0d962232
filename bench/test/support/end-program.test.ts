import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { endProgram } from '../../support/end-program.ts'

const support = resolve(import.meta.dirname, '../../support')

test('ends a program, and waits for its end', async () => {
  const child = spawn('sleep', ['60'])
  await once(child, 'spawn')
  await endProgram(child)
  expect(child.signalCode).toBe('SIGTERM')
})

test.each([
  { how: 'by itself', program: 'true', words: [] },
  { how: 'by a signal', program: 'sh', words: ['-c', 'kill -9 $$'] },
])('does not wait for one that has ended $how', async ({ program, words }) => {
  const child = spawn(program, words)
  await once(child, 'exit')
  await expect(endProgram(child)).resolves.toBeUndefined()
})

/** Starts a program that keeps writing to a folder, says both, and fails. */
const failing = `
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { killAtExit } from '${support}/end-program.ts'
import { createScratchFolder } from '${support}/scratch-folder.ts'

const { path } = createScratchFolder()
const child = spawn('sh', ['-c', 'echo started; while :; do mktemp -p "$0" > /dev/null; done', path])
killAtExit(child)
await once(child.stdout, 'data')
console.log(JSON.stringify({ path, pid: child.pid }))
throw new Error('the measurement went wrong')
`

test('leaves no program and no folder behind when it fails', async () => {
  const failed = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', failing])
  const { code, stdout } = (await failed.catch((error: unknown) => error)) as {
    code: number
    stdout: string
  }
  const { path, pid } = JSON.parse(stdout) as { path: string; pid: number }
  expect(code).toBe(1)
  expect(path).toContain('weir-bench-')
  expect(existsSync(path)).toBe(false)
  // What was killed may wait for a moment until its entry is gone: then it is nobody's any more.
  await expect.poll(() => existsSync(`/proc/${pid}/fd/0`)).toBe(false)
})
