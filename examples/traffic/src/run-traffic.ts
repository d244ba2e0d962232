import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { TrafficOptions } from './options.ts'
import { type Clock, pace } from './send/pace.ts'
import type { Sender } from './send/sender.ts'
import { createTally, type Report } from './send/tally.ts'
import { createCrowd, type Delivery } from './visitors/crowd.ts'

export interface Running {
  /** What became of it so far. */
  readonly read: () => Report
  /** Resolves when everything was sent and answered; rejects when nothing can be sent. */
  readonly done: Promise<Report>
}

/** Seconds between two pages of one visitor, about. */
const readingSeconds = 5
/** Of one page, on average: measured over the seeds 1 to 5. */
const eventsOfPage = 3.4
/** Without an answer: a gateway that hangs must not fill the memory of this process. */
const maxOpen = 5000

const clock: Clock = { now: () => performance.now(), wait: (ms) => setTimeout(ms) }

export function runTraffic(options: TrafficOptions, sender: Sender, signal: AbortSignal): Running {
  const tally = createTally()
  const crowd = createCrowd({
    seed: options.seed,
    site: options.site,
    visitors: Math.max(5, Math.ceil((options.rate * readingSeconds) / eventsOfPage)),
    now: Date.now,
    newId: randomUUID,
  })
  const open = new Set<Promise<void>>()
  const send = async (delivery: Delivery, dueMs: number): Promise<void> => {
    const sent = await sender.send(delivery)
    tally.add(sent, clock.now() - dueMs)
  }
  const run = async (): Promise<Report> => {
    await sender.check()
    const due = pace({
      rate: options.rate,
      seconds: options.seconds,
      next: () => crowd.next(),
      unitsOf: ({ events }) => events.length,
      clock,
      signal,
    })
    for await (const { item, dueMs } of due) {
      if (open.size >= maxOpen) {
        tally.leaveOut(item.events.length)
        continue
      }
      const sending = send(item, dueMs)
      open.add(sending)
      void sending.then(() => open.delete(sending))
    }
    await Promise.all(open)
    await sender.close()
    return tally.read()
  }
  return { read: tally.read, done: run() }
}
