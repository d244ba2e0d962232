import { until } from '@weir/browsers'
import type { Collector } from '../collector/collector.ts'
import { judge, type Verdict } from './ledger.ts'

/** Looks at what is stored, again and again. */
export interface Audit {
  /** The verdict when all is there, or it is over, or patience ends. */
  settle(isOver: () => boolean): Promise<Verdict>
  /** The verdict when it is over, or patience ends. */
  rest(isOver: () => Promise<boolean>): Promise<Verdict>
  /** Waits until these numbers are stored, or patience ends. */
  arrived(numbers: readonly number[]): Promise<void>
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
  const look = async (): Promise<Verdict> => {
    const records = await collector.stored()
    return judge(
      tracked,
      records.filter((record) => record.page_host.startsWith(`${host}.`)),
    )
  }
  const wait = (isEnough: (verdict: Verdict) => boolean): Promise<Verdict> => {
    const deadline = performance.now() + patienceMs
    const probe = async (): Promise<Verdict | undefined> => {
      const isLate = performance.now() > deadline
      const verdict = await look()
      return isLate || isEnough(verdict) ? verdict : undefined
    }
    return until('a verdict', probe, patienceMs * 2)
  }
  return {
    settle: (isOver) => wait((verdict) => isOver() || isComplete(verdict)),
    async rest(isOver) {
      const isDone = async (): Promise<true | undefined> => (await isOver()) || undefined
      await until('the end', isDone, patienceMs).catch(() => undefined)
      return look()
    },
    async arrived(numbers) {
      await wait(({ lost }) => !numbers.some((n) => lost.includes(n)))
    },
  }
}
