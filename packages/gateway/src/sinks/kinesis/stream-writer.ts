import type { Codec } from '../../codecs/codec.ts'
import type { Clock } from '../clock.ts'
import { LineTooLongError, SinkClosedError } from '../sink.ts'
import type { Delivery, SinkObserver, StreamName } from '../sink.ts'
import { createAdmission } from './admission.ts'
import type { BucketBits } from './bucket-bits.ts'
import type { GatherLimits } from './gather.ts'
import { createLanes, type Lanes } from './lanes.ts'
import { confirmParts } from './packed-record.ts'
import { createPump, type Pump } from './pump.ts'
import type { PutRecords } from './put-records.ts'
import type { Ticket } from './packing.ts'
import { createTicket } from './ticket.ts'

export interface StreamWriterOptions {
  readonly stream: StreamName
  readonly target: string
  readonly codec: Codec
  readonly put: PutRecords
  readonly clock: Clock
  readonly random: () => number
  readonly observer: SinkObserver
  readonly bits: BucketBits
  readonly limits: GatherLimits & { readonly requests: number; readonly unconfirmedBytes: number }
}

/** Everything between a delivery and one stream. */
export interface StreamWriter extends Pick<Pump, 'flush' | 'hold' | 'status'> {
  readonly maxLineBytes: number
  readonly deliver: (delivery: Delivery, signal: AbortSignal | undefined) => Promise<void>
  readonly close: () => void
}

/** What is wrong with a delivery, before anything of it is taken. */
function faultOf({ bytes, ends, hashes }: Delivery, maxLineBytes: number): Error | undefined {
  if (ends.length !== hashes.length) return new RangeError('as many hashes as lines are needed')
  let start = 0
  for (const end of ends) {
    if (end - start > maxLineBytes) return new LineTooLongError(end - start, maxLineBytes)
    if (end <= start) return new RangeError('a line ends before it begins')
    start = end
  }
  return start === bytes.length ? undefined : new RangeError('the last line is not the end')
}

/** Records that are packed ahead for a lane, and for how many lanes at least. */
const recordsAhead = 8
const leastLanes = 2

/** A long queue in few lanes could not move to more of them: what is beyond waits until there are. */
function packedAhead(lanes: Lanes, limits: StreamWriterOptions['limits']): number {
  const bytes = Math.max(lanes.all().length, leastLanes) * recordsAhead * limits.targetBytes
  return Math.min(limits.unconfirmedBytes, bytes)
}

export function createStreamWriter(options: StreamWriterOptions): StreamWriter {
  const { stream, codec, clock, observer, limits } = options
  const lanes = createLanes(codec, options.bits.current())
  const tickets = new Set<Ticket>()
  let closed = false

  const admission = createAdmission({
    maxBytes: () => packedAhead(lanes, limits),
    admit(ticket) {
      if (lanes.pack(ticket, clock.now())) pump.run()
      else pump.runAfterLinger(clock.now())
    },
    onChange: (events, bytes) => observer.unconfirmed(events, bytes, stream),
  })
  const pump = createPump({
    ...options,
    lanes,
    waiting: () => lanes.waiting() + admission.waitingBytes() / limits.targetBytes,
    maxRequests: limits.requests,
    onStored(record) {
      confirmParts(record)
      lanes.release(record)
      admission.leave(record.lines, record.lineBytes)
    },
  })
  const forget = (ticket: Ticket, reason: unknown): void => {
    ticket.fail(reason)
    if (admission.withdraw(ticket)) return
    const { lines, bytes } = lanes.forget(ticket)
    admission.leave(lines, bytes)
  }
  return {
    maxLineBytes: codec.maxLineBytes,
    // Not async: a function that waits keeps all it knows, and the bytes are packed long before.
    deliver(delivery, signal) {
      if (closed) return Promise.reject(new SinkClosedError())
      if (signal?.aborted === true) return Promise.reject(signal.reason as Error)
      const fault = faultOf(delivery, codec.maxLineBytes)
      if (fault !== undefined) return Promise.reject(fault)
      if (delivery.ends.length === 0) return Promise.resolve()
      const onAbort = (): void => forget(ticket, signal?.reason)
      const ticket = createTicket(delivery, () => {
        tickets.delete(ticket)
        signal?.removeEventListener('abort', onAbort)
      })
      signal?.addEventListener('abort', onAbort, { once: true })
      tickets.add(ticket)
      admission.enter(ticket)
      return ticket.settled
    },
    flush: pump.flush,
    hold: pump.hold,
    status: pump.status,
    close() {
      closed = true
      pump.close()
      for (const ticket of tickets) ticket.fail(new SinkClosedError())
    },
  }
}
