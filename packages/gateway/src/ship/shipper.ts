import { add, type Counts } from '../metrics.ts'
import { readFrame } from '../pipeline/frame.ts'
import type { Delivery, Sink } from '../sinks/sink.ts'
import type { Spool, SpoolEntry } from '../spool/index.ts'
import { createConfirmTracker } from './confirm-tracker.ts'

/** The one value of `flags` that a frame of rejected events bears in the spool. */
export const rejectedFlag = 1

export interface ShipperOptions {
  readonly spool: Spool
  readonly sink: Sink
  readonly counts: Counts
  readonly onBug: (error: unknown) => void
  /** Bytes given to the sink and not confirmed. Default: 32 MiB. */
  readonly maxBytesUnderWay?: number
}

export interface Shipper {
  /** Stops reading; what is under way goes on until the sink is closed. */
  stop(): void
  /** Resolves when it has stopped. */
  readonly stopped: Promise<void>
}

/** Asked of the spool at a time; one read is one turn of the event loop. */
const readBytes = 1024 * 1024

/**
 * Reads the spool in order, hands every frame to the sink, and confirms what is delivered. There
 * is no other way from the spool to the sink, in health or in an outage.
 */
export function createShipper(options: ShipperOptions): Shipper {
  const { spool, sink, counts, onBug, maxBytesUnderWay = 32 * 1024 * 1024 } = options
  const tracker = createConfirmTracker()
  const stopping = new AbortController()
  const flow: { bytes: number; wake: () => void } = { bytes: 0, wake: () => undefined }

  const end = ({ position, payload }: SpoolEntry) => {
    flow.bytes -= payload.byteLength
    const upTo = tracker.end(position)
    if (upTo !== undefined) spool.confirm(upTo)
    flow.wake()
  }
  const ship = async (entry: SpoolEntry) => {
    const delivery = open(entry, onBug)
    if (delivery !== undefined) {
      await sink.deliver(delivery)
      add(counts.delivered, delivery.stream, delivery.ends.length)
    }
    end(entry)
  }
  const room = async () => {
    while (flow.bytes > maxBytesUnderWay && !stopping.signal.aborted) {
      await new Promise<void>((resolve) => {
        flow.wake = resolve
      })
    }
  }
  const run = async () => {
    while (!stopping.signal.aborted) {
      for (const entry of await spool.read(readBytes, stopping.signal)) {
        tracker.begin(entry.position)
        flow.bytes += entry.payload.byteLength
        // A sink rejects only when it is closed: the frame stays in the spool.
        ship(entry).catch(() => stopping.abort())
      }
      await room()
    }
  }
  const stopped = run().catch((error: unknown) => {
    if (!stopping.signal.aborted) onBug(error)
  })
  stopping.signal.addEventListener('abort', () => flow.wake())
  return { stop: () => stopping.abort(), stopped }
}

/** A frame that its checksum let through and that still cannot be read is a bug, not a reason to stop. */
function open(entry: SpoolEntry, onBug: (error: unknown) => void): Delivery | undefined {
  try {
    return readFrame(entry.payload, entry.flags === rejectedFlag ? 'rejected' : 'events')
  } catch (error) {
    onBug(error)
    return undefined
  }
}
