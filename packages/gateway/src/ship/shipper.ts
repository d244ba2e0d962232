import { add, type Counts } from '../metrics.ts'
import { createBufferPool } from '../memory/buffer-pool.ts'
import { type Frame, joinFrames, readFrame } from '../pipeline/frame.ts'
import type { Sink, StreamName } from '../sinks/sink.ts'
import type { Spool, SpoolEntry } from '../spool/index.ts'
import { createConfirmTracker } from './confirm-tracker.ts'

/** The one value of `flags` that a frame of rejected events bears in the spool. */
export const rejectedFlag = 1

export interface ShipperOptions {
  readonly spool: Spool
  readonly sink: Sink
  readonly counts: Counts
  readonly onBug: (error: unknown) => void
}

export interface Shipper {
  /** Stops reading; what is under way goes on until the sink is closed. */
  stop(): void
  /** Resolves when it has stopped. */
  readonly stopped: Promise<void>
}

/** Asked of the spool at a time; one read is one turn of the event loop, and one delivery. */
const readBytes = 1024 * 1024

/**
 * Reads the spool in order, hands what it read to the sink, and confirms what is delivered. There
 * is no other way from the spool to the sink, in health or in an outage.
 */
export function createShipper(options: ShipperOptions): Shipper {
  const { spool, sink, counts, onBug } = options
  const tracker = createConfirmTracker()
  const pool = createBufferPool({ keptBytes: sink.underWayBytes })
  const stopping = new AbortController()
  const flow: { bytes: number; wake: () => void } = { bytes: 0, wake: () => undefined }

  // Not async: a function that waits keeps all it knows, and the frames are copied long before.
  const deliver = (stream: StreamName, frames: readonly Frame[]): Promise<void> | undefined => {
    if (frames.length === 0) return undefined
    let lent: Buffer | undefined
    const delivery = joinFrames(stream, frames, (bytes) => {
      lent = pool.take(bytes)
      return lent
    })
    const { length } = delivery.ends
    const end = (): void => {
      if (lent !== undefined) pool.give(lent)
      add(counts.delivered, stream, length)
    }
    return sink.deliver(delivery).then(end)
  }
  const ship = (entries: readonly SpoolEntry[], position: number): Promise<void> => {
    const { events, rejected } = framesOf(entries, onBug)
    const size = sizeOf(entries)
    tracker.begin(position)
    flow.bytes += size
    const end = (): void => {
      flow.bytes -= size
      const upTo = tracker.end(position)
      if (upTo !== undefined) spool.confirm(upTo)
      flow.wake()
    }
    return Promise.all([deliver('events', events), deliver('rejected', rejected)]).then(end)
  }
  const room = async () => {
    while (flow.bytes > sink.underWayBytes && !stopping.signal.aborted) {
      await new Promise<void>((resolve) => {
        flow.wake = resolve
      })
    }
  }
  const run = async () => {
    while (!stopping.signal.aborted) {
      const entries = await spool.read(readBytes, stopping.signal)
      const last = entries.at(-1)
      // A sink rejects only when it is closed: the frames stay in the spool.
      if (last !== undefined) ship(entries, last.position).catch(() => stopping.abort())
      await room()
    }
  }
  const stopped = run().catch((error: unknown) => {
    if (!stopping.signal.aborted) onBug(error)
  })
  stopping.signal.addEventListener('abort', () => flow.wake())
  return { stop: () => stopping.abort(), stopped }
}

const sizeOf = (entries: readonly SpoolEntry[]): number =>
  entries.reduce((sum, { payload }) => sum + payload.byteLength, 0)

/** A frame that its checksum let through and that still cannot be read is a bug, not a reason to stop. */
function framesOf(
  entries: readonly SpoolEntry[],
  onBug: (error: unknown) => void,
): Record<StreamName, Frame[]> {
  const frames: Record<StreamName, Frame[]> = { events: [], rejected: [] }
  for (const { payload, flags } of entries) {
    try {
      frames[flags === rejectedFlag ? 'rejected' : 'events'].push(readFrame(payload))
    } catch (error) {
      onBug(error)
    }
  }
  return frames
}
