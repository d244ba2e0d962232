import { add, type Metrics } from '../metrics.ts'
import type { StreamName } from '../sinks/sink.ts'
import type { Store } from '../store/store.ts'
import type { FrameWriter } from './frame.ts'
import type { RejectedEvent } from './rejected-line.ts'

/** Sees what was stored, for the live page. */
export interface IngestWatcher {
  stored(stream: StreamName, frame: Uint8Array): void
}

export interface StoringParts {
  readonly store: Store
  readonly metrics: Metrics
  readonly watcher?: IngestWatcher | undefined
}

/** What one request leaves. */
export interface Frames {
  readonly accepted: FrameWriter
  readonly refused: FrameWriter
  readonly rejected: readonly RejectedEvent[]
  /** Whether the client cannot come back. */
  readonly isBeacon: boolean
}

/**
 * The answer waits for both frames. Rejected events first: where they cannot be kept, the client is told
 * to come back with everything, and no event may be there twice for that. Each is counted when it is
 * stored.
 */
export function storeFrames(frames: Frames, parts: StoringParts): Promise<void> {
  const { accepted, refused, rejected, isBeacon } = frames
  const { counts } = parts.metrics
  const append = async (stream: StreamName, frame: Uint8Array, count: () => void) => {
    // The store copies what it needs at once, and the writers serve the next request then.
    const stored = parts.store.append(stream, frame, isBeacon)
    const seen = parts.watcher === undefined ? undefined : Buffer.from(frame)
    await stored
    count()
    if (seen !== undefined) parts.watcher?.stored(stream, seen)
  }
  const countRejected = (): void => {
    counts.received += rejected.length
    for (const { code } of rejected) add(counts.rejected, code)
  }
  const { count } = accepted
  const countAccepted = (): void => {
    counts.received += count
    counts.accepted += count
  }
  if (refused.count > 0) {
    const kept = append('rejected', refused.finish(), countRejected)
    if (count === 0) return kept
    // The writer serves other requests meanwhile.
    const frame = Buffer.from(accepted.finish())
    return kept.then(() => append('events', frame, countAccepted))
  }
  const events = count > 0 ? append('events', accepted.finish(), countAccepted) : undefined
  // Those that are kept nowhere are counted with their answer.
  return rejected.length === 0 && events !== undefined ? events : after(events, countRejected)
}

async function after(stored: Promise<void> | undefined, then: () => void): Promise<void> {
  await stored
  then()
}
