import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { cpuOf, peakOf } from '../../gateway/measure.ts'
import { cpuOfTree } from '../../scale/cpu-of-tree.ts'

test('knows the most that a process ever held', async () => {
  const now = await cpuOf(process)
  const held = Buffer.alloc(64 * 1024 ** 2, 1)
  expect(await peakOf(process)).toBeGreaterThan(now.rssMiB + 32)
  expect(held.length).toBeGreaterThan(0)
})

test('counts what a process has started as its own', async () => {
  // The child says that it is there, and ends when the standard input does; then its parent does.
  const parent = spawn('sh', ['-c', `exec 3<&0; sh -c 'echo started; cat' <&3 & wait`])
  try {
    await once(parent.stdout, 'data')
    const { pid = 0 } = parent
    const alone = await cpuOf({ pid })
    const tree = await cpuOfTree(pid)
    expect(tree.rssMiB).toBeGreaterThan(alone.rssMiB)
    expect(tree.seconds).toBeGreaterThanOrEqual(alone.seconds)
  } finally {
    parent.stdin.end()
    await once(parent, 'exit')
  }
})
