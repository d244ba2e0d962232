import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const main = resolve(import.meta.dirname, '../main.ts')

test('leaves nothing behind when it is cut off', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weir-main-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const child = spawn(process.execPath, ['--conditions=weir-source', main, '--quick', 'spool'], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exit = once(child, 'exit')
  // It says what it measures after it has made its folder.
  await once(child.stderr, 'data')
  expect(await readdir(folder)).toEqual([expect.stringMatching(/^weir-bench-/u)])
  child.kill('SIGINT')
  expect(await exit).toEqual([130, null])
  expect(await readdir(folder)).toEqual([])
})
