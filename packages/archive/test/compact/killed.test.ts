import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { compact, everything } from '../support/compact.ts'
import { readFolder } from '../support/read-folder.ts'
import { syntheticArrivals } from '../support/synthetic/records.ts'
import { writeArchive } from '../support/synthetic/write-archive.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const start = (root: string): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--conditions=weir-source',
      resolve(import.meta.dirname, 'killed-program.ts'),
      root,
      'compact',
      '--verbose',
      '--delete-originals',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )

/** Kills the program at its first word of so many hours. */
async function killAfter(root: string, hours: number): Promise<void> {
  const child = start(root)
  const ended = once(child, 'exit')
  let seen = 0
  if (child.stdout === null) throw new Error('no output')
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('compacted 2026-')) seen += 1
    if (seen === hours) child.kill('SIGKILL')
  }
  expect((await ended)[1]).toBe('SIGKILL')
}

test(
  'loses and doubles nothing when it is killed again and again',
  { timeout: 120_000 },
  async () => {
    const root = await temporaryFolder()
    const startMs = Date.UTC(2026, 10, 1)
    const arrivals = syntheticArrivals({
      seed: 5,
      startMs,
      hours: 30,
      visitsPerHour: 3,
      offline: 0,
    })
    await writeArchive(root, arrivals, { linesPerFile: 20 })
    const expected = await everything(root)
    for (const hours of [1, 3, 2]) {
      await killAfter(root, hours)
      expect(await everything(root)).toEqual(expected)
    }
    await compact(root, { deleteOriginals: true })
    expect(await everything(root)).toEqual(expected)
    const left = [...(await readFolder(root)).keys()].filter((path) => !path.startsWith('parquet/'))
    expect(left).toEqual([])
  },
)
