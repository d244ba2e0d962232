import { execFileSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createDirectoryStore } from '../../src/stores/directory-store.ts'
import { createArchiveWriter } from '../../src/writer/archive-writer.ts'
import { linesOf, seqsIn } from '../support/lines.ts'
import { readFolder } from '../support/read-folder.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'

/** A file system of one megabyte; false where mounting is not allowed. */
function mount(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'weir-archive-test', folder], {
      stdio: 'ignore',
    })
    onTestFinished(() => void execFileSync('umount', [folder]))
    return true
  } catch {
    return false
  }
}

test('keeps trying on a really full disk, leaves nothing half-written there, and goes on with space', async (context) => {
  const root = await temporaryFolder()
  context.skip(!mount(root), 'this machine does not let us mount a file system')
  const obstacle = join(root, 'somebody elses')
  await writeFile(obstacle, Buffer.alloc(1 << 20)).catch(() => {})
  const problems: (string | undefined)[] = []
  const writer = createArchiveWriter({
    store: createDirectoryStore({ root }),
    onProblem: (problem) => problems.push(problem),
    random: () => 0,
  })
  onTestFinished(() => writer.close())
  const append = writer.append('events', linesOf(2000), { arrivedAt: new Date() })
  const flushed = writer.flush()
  await until(() => writer.stats().failures >= 2)
  expect(problems).toEqual([`cannot write events in ${root}: the disk is full`])
  expect(await createDirectoryStore({ root }).prepare()).toEqual({
    problems: ['the disk is full'],
    removed: 0,
  })
  await rm(obstacle)
  await Promise.all([append, flushed])
  const files = [...(await readFolder(root))]
  expect(files.map(([path, file]) => seqsIn(path, file).length)).toEqual([2000])
  expect(problems.at(-1)).toBeUndefined()
})

test('says that a file system is mounted read-only', async (context) => {
  const root = await temporaryFolder()
  context.skip(!mount(root), 'this machine does not let us mount a file system')
  execFileSync('mount', ['-o', 'remount,ro', root])
  const { problems } = await createDirectoryStore({ root }).prepare()
  expect(problems).toEqual([`the file system is read-only in ${root}`])
})
