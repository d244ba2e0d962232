import { until } from '@weir/browsers'
import type { Collector } from '../collector/collector.ts'
import { judge, type Verdict } from './ledger.ts'

/** Looks at what is stored, again and again. */
export interface Audit {
  /** The verdict when all is there, or it is over, or patience ends. */
  settle(isOver: () => boolean): Promise<Verdict>
}

/** Whether nothing is missing: neither what was tracked, nor a number in the client's own count. */
export const isComplete = ({ lost, gaps }: Verdict): boolean =>
  lost.length === 0 && gaps.length === 0

export function createAudit(options: {
  readonly collector: Collector
  readonly host: string
  readonly tracked: readonly number[]
  readonly patienceMs: number
}): Audit {
  const { collector, host, tracked, patienceMs } = options
  return {
    settle(isOver) {
      const deadline = performance.now() + patienceMs
      const look = async (): Promise<Verdict | undefined> => {
        const over = isOver() || performance.now() > deadline
        const records = await collector.stored()
        const ours = records.filter((record) => record.page_host.startsWith(`${host}.`))
        const verdict = judge(tracked, ours)
        return over || isComplete(verdict) ? verdict : undefined
      }
      return until('a verdict', look, patienceMs * 2)
    },
  }
}
