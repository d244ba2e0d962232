import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lockDirectory } from '../src/lock-directory.ts'

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-lock-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

test('lets one in at a time, by name, and leaves nothing behind', async () => {
  const folder = await temporaryFolder()
  const unlock = await lockDirectory(folder, 'a.lock')
  await expect(lockDirectory(folder, 'a.lock')).rejects.toThrow(`${folder} is in use by process`)
  const unlockOther = await lockDirectory(folder, 'b.lock')
  await unlock()
  await unlockOther()
  await (
    await lockDirectory(folder, 'a.lock')
  )()
  expect(await readdir(folder)).toEqual([])
})

test.each([
  ['a process that is gone', 2 ** 22 + 1],
  // In a container every process has the same number, life after life.
  ['an earlier life of its own number', process.pid],
  ['a write that was cut off', ''],
])('takes over what was left by %s', async (_, holder) => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'a.lock'), String(holder))
  const unlock = await lockDirectory(folder, 'a.lock')
  await expect(lockDirectory(folder, 'a.lock')).rejects.toThrow('is in use')
  await unlock()
})

test('leaves a lock to a process that runs', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'a.lock'), String(process.ppid))
  await expect(lockDirectory(folder, 'a.lock')).rejects.toThrow(`process ${process.ppid}`)
})

test('takes over from a number that belongs to another program by now', async () => {
  const folder = await temporaryFolder()
  const other = spawn('sleep', ['600'])
  onTestFinished(() => void other.kill())
  await once(other, 'spawn')
  await writeFile(join(folder, 'a.lock'), String(other.pid))
  const unlock = await lockDirectory(folder, 'a.lock')
  await expect(lockDirectory(folder, 'a.lock')).rejects.toThrow(`process ${process.pid}`)
  await unlock()
})
