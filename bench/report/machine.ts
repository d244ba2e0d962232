import { cpus, loadavg, release, totalmem, type } from 'node:os'

/** What a result was measured on: enough to judge it by, and nothing that names whose it is. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGib: number
  readonly kernel: string
  readonly node: string
}

export function describeMachine(): Machine {
  const all = cpus()
  return {
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memoryGib: Math.round(totalmem() / 1024 ** 3),
    // Up to the first dash: what follows names a build, and sometimes a host.
    kernel: `${type()} ${release().split('-')[0] ?? ''}`,
    node: process.version.slice(1),
  }
}

/** Of the last minute, before anything of ours ran. */
export const loadNow = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100

/** Above this for each core that stands idle otherwise, somebody else is working here too. */
const quietLoad = 0.75

export const isBusy = (load: number, { cores }: Pick<Machine, 'cores'>): boolean =>
  load > quietLoad * cores

export const machineText = ({ cpu, cores, memoryGib, kernel, node }: Machine): string =>
  `${cpu}, ${cores} cores, ${memoryGib} GiB, ${kernel}, Node ${node}`
