import type { ChildProcess } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { cpuOf } from '../gateway/measure.ts'

/** What is seen of a gateway at one moment. */
export interface Look {
  readonly atMs: number
  readonly accepted: number
  readonly delivered: number
  readonly spoolMiB: number
  readonly rssMiB: number
}

export const backlogOf = ({ accepted, delivered }: Look): number => accepted - delivered

/** Looks at a gateway again and again, and prints what changed. */
export interface Watch {
  /** Until so long is over, or what was waited for is so. Answers the first and the last look. */
  during(
    phase: string,
    seconds: number,
    isOver?: (look: Look) => boolean,
  ): Promise<{ first: Look; last: Look }>
  /** Answers other than 202, by status and code. */
  refusals(): Promise<string>
}

const everyMs = 500
const printEvery = 10

export function createWatch(gateway: { process: ChildProcess; admin: string }): Watch {
  const start = performance.now()
  const scrape = async () => (await fetch(`${gateway.admin}/metrics`)).text()
  const look = async (): Promise<Look> => {
    const text = await scrape()
    const read = (name: string) =>
      Number(
        new RegExp(`^weir_${name}(?:\\{stream="events"\\})? (\\S+)$`, 'mu').exec(text)?.[1] ?? 0,
      )
    const { rssMiB } = await cpuOf(gateway.process)
    return {
      atMs: performance.now() - start,
      accepted: read('events_accepted_total'),
      delivered: read('events_delivered_total'),
      spoolMiB: read('spool_bytes') / 1024 ** 2,
      rssMiB,
    }
  }
  return {
    async refusals() {
      const rows = (await scrape()).matchAll(
        /^weir_requests_total\{status="(\d+)",code="(\w+)"\} (\d+)$/gmu,
      )
      const refused = Array.from(rows, ([, status, code, times]) => ({ status, code, times }))
        .filter(({ status }) => status !== '202')
        .map(({ status, code, times }) => `${times} × ${status} ${code}`)
      return refused.join(', ') || 'none'
    },
    async during(phase, seconds, isOver = () => false) {
      const first = await look()
      const end = performance.now() + seconds * 1000
      let printed = first
      let last = first
      for (let n = 1; performance.now() < end && !isOver(last); n++) {
        await delay(everyMs)
        last = await look()
        if (n % printEvery > 0) continue
        print(phase, printed, last)
        printed = last
      }
      if (last !== printed) print(phase, printed, last)
      return { first, last }
    },
  }
}

/** One line: what was taken and delivered between two looks, and how it stands. */
function print(phase: string, from: Look, to: Look): void {
  const seconds = (to.atMs - from.atMs) / 1000
  const rate = (key: 'accepted' | 'delivered') =>
    Math.round((to[key] - from[key]) / seconds)
      .toLocaleString('en')
      .padStart(8)
  const cells = [
    `${(to.atMs / 1000).toFixed(0).padStart(4)} s`,
    phase.padEnd(18),
    `${rate('accepted')} accepted/s`,
    `${rate('delivered')} delivered/s`,
    `${backlogOf(to).toLocaleString('en').padStart(11)} behind`,
    `${to.spoolMiB.toFixed(0).padStart(5)} MiB spool`,
    `${to.rssMiB.toFixed(0).padStart(4)} MiB RSS`,
  ]
  console.log(cells.join('  '))
}
