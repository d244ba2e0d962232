import type { Delivery } from '../sink.ts'
import type { Ticket } from './packing.ts'

export function createTicket(given: Delivery, onSettled: (ticket: Ticket) => void): Ticket {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let delivery: Delivery | undefined = given
  const { onStored } = given
  const lines = given.ends.length
  let remaining = lines
  let isSettled = false
  const ticket: Ticket = {
    lines,
    bytes: given.bytes.length,
    open() {
      if (delivery === undefined) throw new Error('a delivery is packed once')
      const opened = delivery
      delivery = undefined
      return opened
    },
    records: new Set(),
    settled: promise,
    isSettled: () => isSettled,
    confirm(confirmed, bytes) {
      onStored?.(bytes)
      remaining -= confirmed
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
