import { add, type Counts } from '../metrics.ts'
import { createBufferPool } from '../memory/buffer-pool.ts'
import { type Frame, joinFrames, readFrame } from '../pipeline/frame.ts'
import { type Clock, systemClock } from '../sinks/clock.ts'
import { pause } from '../sinks/pause.ts'
import { type Sink, SinkClosedError, type StreamName } from '../sinks/sink.ts'
import { type Spool, type SpoolEntry, SpoolError } from '../spool/index.ts'
import { createConfirmTracker } from './confirm-tracker.ts'
import { createFlow, type Flow } from './flow.ts'

/** The one value of `flags` that a frame of rejected events bears in the spool. */
export const rejectedFlag = 1

export interface ShipperOptions {
  readonly spool: Spool
  readonly sink: Sink
  readonly counts: Counts
  readonly onBug: (error: unknown) => void
  /** For the pause behind a read that failed. */
  readonly clock?: Clock
  /** What deliveries that are not over may hold. Default: 32 MiB. */
  readonly openBytes?: number
}

export interface Shipper {
  /** Stops reading; what is under way goes on until the sink is closed. */
  stop(): void
  /** Resolves when it has stopped. */
  readonly stopped: Promise<void>
}

/** Asked of the spool at a time; one read is one turn of the event loop, and one delivery. */
const readBytes = 1024 * 1024
/** A few lines of each delivery are in records that wait for company: far more than is under way. */
export const defaultOpenBytes: number = 32 * 1024 * 1024
/** Until a disk that refused to be read is asked again. */
const readPauseMs = 1000

/**
 * Reads the spool in order, hands what it read to the sink, and confirms what is delivered. There
 * is no other way from the spool to the sink, in health or in an outage.
 */
export function createShipper(options: ShipperOptions): Shipper {
  const { spool, sink, onBug, openBytes = defaultOpenBytes } = options
  const tracker = createConfirmTracker()
  const stopping = new AbortController()
  const { underWayBytes } = sink
  const flow = createFlow({ underWayBytes, openBytes }, stopping.signal)
  const deliver = createDeliver(options, flow)

  const ship = (entries: readonly SpoolEntry[], position: number): Promise<void> => {
    const { events, rejected } = framesOf(entries, onBug)
    const size = sizeOf(entries)
    tracker.begin(position)
    flow.open(size)
    const end = (): void => {
      const upTo = tracker.end(position)
      if (upTo !== undefined) spool.confirm(upTo)
      flow.close(size)
    }
    return Promise.all([deliver('events', events), deliver('rejected', rejected)]).then(end)
  }
  // A sink rejects when it is closed, or what it can never store: the frames stay in the spool.
  const giveUp = (error: unknown): void => {
    if (!stopping.signal.aborted && !(error instanceof SinkClosedError)) onBug(error)
    stopping.abort()
  }
  const run = async () => {
    while (!stopping.signal.aborted) {
      const entries = await readOn(options, stopping.signal)
      const last = entries.at(-1)
      if (last !== undefined) ship(entries, last.position).catch(giveUp)
      await flow.room()
    }
  }
  const stopped = run().catch((error: unknown) => {
    if (!stopping.signal.aborted) onBug(error)
  })
  return { stop: () => stopping.abort(), stopped }
}

/** What comes next; a disk that does not give it is told of once, and asked again. */
async function readOn(
  { spool, onBug, clock = systemClock }: ShipperOptions,
  signal: AbortSignal,
): Promise<readonly SpoolEntry[]> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await spool.read(readBytes, signal)
    } catch (error) {
      if (!(error instanceof SpoolError) || error.code !== 'failed') throw error
      if (attempt === 0) onBug(error)
      await pause(clock, readPauseMs, signal)
    }
  }
}

type Deliver = (stream: StreamName, frames: readonly Frame[]) => Promise<void> | undefined

/** Hands lines to the sink, in memory that is used again as soon as the sink has copied them. */
function createDeliver({ sink, counts }: ShipperOptions, flow: Flow): Deliver {
  const pool = createBufferPool({ keptBytes: sink.underWayBytes })
  // Not async: a function that waits keeps all it knows, and the frames are copied long before.
  return (stream, frames) => {
    if (frames.length === 0) return undefined
    // Left from when there was a place for them: like those of now, they are counted and not kept.
    if (stream === 'rejected' && !sink.keepsRejected) return undefined
    let lent: Buffer | undefined
    const delivery = joinFrames(stream, frames, (bytes) => {
      lent = pool.take(bytes)
      return lent
    })
    const { length } = delivery.ends
    let left = delivery.bytes.length
    flow.give(left)
    const onStored = (bytes: number): void => {
      left -= bytes
      flow.store(bytes)
    }
    const onCopied = (): void => {
      if (lent !== undefined) pool.give(lent)
      lent = undefined
    }
    const end = (): void => {
      onCopied()
      onStored(left)
      add(counts.delivered, stream, length)
    }
    return sink.deliver({ ...delivery, onCopied, onStored }).then(end)
  }
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
