import { execFileSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createPauseMs } from '../../src/spool/spare-maker.ts'
import { createSpool } from '../../src/spool/spool.ts'
import { temporaryDirectory } from './temporary-directory.ts'

/** A file system of one megabyte; false where mounting is not allowed. */
function mount(directory: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'weir-spool-test', directory], {
      stdio: 'ignore',
    })
    onTestFinished(() => void execFileSync('umount', [directory]))
    return true
  } catch {
    return false
  }
}

const sizes = { maxBytes: 8 << 20, segmentBytes: 128 << 10, reserveRatio: 0 }
const payload = Buffer.alloc(10_000, 'x')

test('takes what a really full disk takes, refuses the rest, and goes on with space', async (context) => {
  const root = await temporaryDirectory()
  context.skip(!mount(root), 'this machine does not let us mount a file system')
  const clock = { time: 1e12, now: () => clock.time }
  const directory = join(root, 'spool')
  let spool = await createSpool({ directory, ...sizes, clock })
  await writeFile(join(root, 'someone else'), Buffer.alloc(256 << 10))
  let count = 0
  const fill = async (): Promise<string> => {
    for (;;) {
      try {
        await spool.append(payload)
        count += 1
      } catch (error) {
        return (error as { code: string }).code
      }
    }
  }
  expect(await fill()).toBe('full')
  const before = count
  expect(before).toBeGreaterThan(12)
  await writeFile(join(root, 'the rest'), Buffer.alloc(1 << 20)).catch(() => undefined)
  await spool.close()
  spool = await createSpool({ directory, ...sizes, clock })
  expect(spool.stats().appended).toBe(before)
  for (const name of ['someone else', 'the rest']) await rm(join(root, name))
  clock.time += createPauseMs
  expect(await fill()).toBe('full')
  expect(count).toBeGreaterThan(before)

  for (let seen = 0; seen < count;) {
    const entries = await spool.read(1 << 20)
    for (const entry of entries) expect(entry.payload).toEqual(payload)
    seen += entries.length
    spool.confirm(entries.at(-1)?.position ?? 0)
  }
  await spool.drained()
  expect(await spool.append(payload)).toBe(count + 1)
  await spool.close()
})

test('refuses to open on a file system that is mounted read-only', async (context) => {
  const root = await temporaryDirectory()
  context.skip(!mount(root), 'this machine does not let us mount a file system')
  execFileSync('mount', ['-o', 'remount,ro', root])
  const opening = createSpool({ directory: root, ...sizes })
  await expect(opening).rejects.toMatchObject({ name: 'SpoolError', code: 'unusable' })
})
