import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { adoptOrphans } from '../../src/spool/adopt-orphans.ts'
import { lockDirectory } from '../../src/spool/directory-lock.ts'
import { createSpool } from '../../src/spool/spool.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const program = join(import.meta.dirname, 'locking-program.ts')

/** Another process that holds the lock until it is killed. */
async function lockElsewhere(directory: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, directory])
  onTestFinished(() => void child.kill('SIGKILL'))
  expect(String(await once(child.stdout, 'data'))).toBe('locked\n')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

test('names the pid of the process that has the directory', async () => {
  const directory = await temporaryDirectory()
  const child = await lockElsewhere(directory)
  await expect(lockDirectory(directory)).rejects.toMatchObject({
    code: 'locked',
    message: expect.stringContaining(`pid ${child.pid} `) as unknown,
  })
})

test('takes the directory over as soon as its owner is killed', async () => {
  const directory = await temporaryDirectory()
  const child = await lockElsewhere(directory)
  await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'locked' })
  await kill(child)
  const lock = await lockDirectory(directory)
  await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'locked' })
  await lock.release()
})

test('is not fooled by a left-over owner file that names a living process, or pid 1', async () => {
  for (const pid of [process.pid, process.ppid, 1]) {
    const directory = await temporaryDirectory()
    await kill(await lockElsewhere(directory))
    await writeFile(join(directory, 'owner'), `${pid} another-host\n`)
    const lock = await lockDirectory(directory)
    expect(await readFile(join(directory, 'owner'), 'utf8')).toMatch(`${process.pid} `)
    await lock.release()
  }
})

test('keeps a second spool of the same process out, and of its threads', async () => {
  const directory = await temporaryDirectory()
  const lock = await lockDirectory(directory)
  await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'locked' })
  // A refused attempt must not cost the owner its lock, as closing a file does with fcntl alone.
  const worker = new Worker(program, { argv: [directory], stdout: true })
  const said = String(await once(worker.stdout, 'data'))
  expect(said).toContain(`held by pid ${process.pid}`)
  await worker.terminate()
  await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'locked' })
  await lock.release()
  await (await lockDirectory(directory)).release()
})

test('does not count a lock on a file that its last owner removed', async () => {
  for (let round = 0; round < 20; round += 1) {
    const directory = await temporaryDirectory()
    const first = await lockDirectory(directory)
    const removing = rm(join(directory, 'lock')).then(() => first.release())
    const second = await lockDirectory(directory).catch(() => undefined)
    await removing
    const third = await lockDirectory(directory).catch(() => undefined)
    expect([second, third].filter(Boolean)).toHaveLength(1)
    await (second ?? third)?.release()
  }
})

test('refuses a directory that is not there or cannot be written', async () => {
  const directory = await temporaryDirectory()
  const missing = lockDirectory(join(directory, 'missing'))
  await expect(missing).rejects.toMatchObject({ code: 'unusable' })
  await mkdir(join(directory, 'lock'))
  await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'unusable' })
})

test('adopts the spool of a killed process and leaves that of a living one', async () => {
  const directory = await temporaryDirectory()
  const sizes = { maxBytes: 1 << 20, segmentBytes: 1 << 16 }
  for (const name of ['dead', 'living']) {
    const spool = await createSpool({ directory: join(directory, name), ...sizes })
    await spool.append(Buffer.from(name))
    await spool.close()
  }
  await kill(await lockElsewhere(join(directory, 'dead')))
  await lockElsewhere(join(directory, 'living'))

  const [orphan, ...others] = await adoptOrphans({ directory, ...sizes })
  expect(others).toEqual([])
  const entries = (await orphan?.spool.read(1000)) ?? []
  expect(entries.map(({ payload }) => Buffer.from(payload).toString())).toEqual(['dead'])
  orphan?.spool.confirm(1)
  await orphan?.remove()
  await expect(readFile(join(directory, 'dead', 'checkpoint'))).rejects.toThrow('ENOENT')
  expect(await adoptOrphans({ directory, ...sizes })).toEqual([])
})
