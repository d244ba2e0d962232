import type { Delivery } from '../sink.ts'
import type { PackedRecord } from './packed-record.ts'

/** One delivery on its way: how many of its lines are not confirmed, and who waits for it. */
export interface Ticket {
  readonly delivery: Delivery
  /** Where its lines were put. */
  readonly records: PackedRecord[]
  readonly settled: Promise<void>
  readonly isSettled: () => boolean
  readonly confirm: (lines: number) => void
  readonly fail: (error: unknown) => void
}

export function createTicket(delivery: Delivery, onSettled: (ticket: Ticket) => void): Ticket {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let remaining = delivery.ends.length
  let isSettled = false
  const ticket: Ticket = {
    delivery,
    records: [],
    settled: promise,
    isSettled: () => isSettled,
    confirm(lines) {
      remaining -= lines
      if (remaining > 0 || isSettled) return
      isSettled = true
      onSettled(ticket)
      resolve()
    },
    fail(error) {
      if (isSettled) return
      isSettled = true
      onSettled(ticket)
      reject(error)
    },
  }
  return ticket
}
