import { readdir, readFile } from 'node:fs/promises'
import { cpuOf } from '../gateway/measure.ts'

/** The processes that a process has started, as the kernel knows them. */
async function childrenOf(pid: number): Promise<number[]> {
  const tasks = await readdir(`/proc/${pid}/task`)
  const lists = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8')),
  )
  return lists.flatMap((list) => list.trim().split(' ').filter(Boolean).map(Number))
}

/** CPU seconds and memory of a process and all that it has started. */
export async function cpuOfTree(pid: number): Promise<{ seconds: number; rssMiB: number }> {
  const own = await cpuOf({ pid })
  const below = await Promise.all((await childrenOf(pid)).map(cpuOfTree))
  const sum = (key: 'seconds' | 'rssMiB') => below.reduce((all, each) => all + each[key], own[key])
  return { seconds: sum('seconds'), rssMiB: sum('rssMiB') }
}
