import type { Ticket } from './packing.ts'

/** Keeps what is taken and not confirmed below a limit; deliveries wait for room in turn. */
export interface Admission {
  /** Takes the delivery now, or when there is room. */
  readonly enter: (ticket: Ticket) => void
  /** Lines are confirmed or forgotten. */
  readonly leave: (events: number, bytes: number) => void
  /** Forgets one that still waits; answers whether it did. */
  readonly withdraw: (ticket: Ticket) => boolean
  readonly unconfirmed: () => { readonly events: number; readonly bytes: number }
  /** Of the deliveries that wait for room. */
  readonly waitingBytes: () => number
}

export interface AdmissionOptions {
  /** It may change from one delivery to the next. */
  readonly maxBytes: () => number
  readonly admit: (ticket: Ticket) => void
  readonly onChange: (events: number, bytes: number) => void
}

export function createAdmission({ maxBytes, admit, onChange }: AdmissionOptions): Admission {
  const waiting = new Set<Ticket>()
  let events = 0
  let bytes = 0
  let waitingBytes = 0

  // One that is larger than the limit by itself goes alone.
  const hasRoom = (ticket: Ticket): boolean => bytes === 0 || bytes + ticket.bytes <= maxBytes()

  const take = (ticket: Ticket): void => {
    events += ticket.lines
    bytes += ticket.bytes
    onChange(events, bytes)
    admit(ticket)
  }
  const takeWaiting = (): void => {
    for (const ticket of waiting) {
      if (!hasRoom(ticket)) return
      waiting.delete(ticket)
      waitingBytes -= ticket.bytes
      take(ticket)
    }
  }
  return {
    enter(ticket) {
      if (waiting.size === 0 && hasRoom(ticket)) take(ticket)
      else {
        waiting.add(ticket)
        waitingBytes += ticket.bytes
      }
    },
    leave(goneEvents, goneBytes) {
      if (goneEvents === 0) return
      events -= goneEvents
      bytes -= goneBytes
      onChange(events, bytes)
      takeWaiting()
    },
    withdraw(ticket) {
      const waited = waiting.delete(ticket)
      if (waited) waitingBytes -= ticket.bytes
      if (waited) takeWaiting()
      return waited
    },
    unconfirmed: () => ({ events, bytes }),
    waitingBytes: () => waitingBytes,
  }
}
