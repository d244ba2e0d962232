import { checkStream, type StreamCheck } from './check-stream.ts'

export interface StreamWatchOptions extends StreamCheck {
  readonly stream: string
  readonly recheckMs: number
  /** Told after every look: why nothing may be written, or undefined when it may. */
  readonly onUsable: (reason: string | undefined) => void
}

/** Looks at a stream at the start, and again as long as something is wrong with it. */
export interface StreamWatch {
  /** Looks now, and answers what there is to know in one line. */
  readonly look: () => Promise<string | undefined>
  /** Looks unless it already has. */
  readonly begin: () => void
  /** What the last look found wrong. */
  readonly line: () => string | undefined
  /** Why nothing may be written yet. */
  readonly hold: () => string | undefined
  /** Open shards at the last look that could tell. */
  readonly shards: () => number | undefined
  /** A request succeeded: what a look found wrong is over. */
  readonly works: () => void
  readonly close: () => void
}

export function createStreamWatch(options: StreamWatchOptions): StreamWatch {
  const { codec, stream, limit, recheckMs, onUsable } = options
  let line: string | undefined
  // Only aggregates can be lost on a stream that takes them, so only they wait for a first look.
  let hold = codec === 'kpl' ? `Kinesis stream ${stream} has not been checked yet` : undefined
  let shards: number | undefined
  let begun = false
  let cancel = (): void => {}
  let closed = false

  const look = async (): Promise<string | undefined> => {
    begun = true
    cancel()
    const verdict = await checkStream(options, stream)
    if (closed) return verdict.line
    shards = verdict.shards ?? shards
    line = verdict.harmless ? undefined : verdict.line
    hold = verdict.usable ? undefined : line
    onUsable(hold)
    if (verdict.again) {
      cancel()
      cancel = limit.clock.after(recheckMs, () => void look())
    }
    return verdict.line
  }
  return {
    look,
    begin() {
      if (!begun && hold !== undefined) void look()
    },
    line: () => line,
    hold: () => hold,
    shards: () => shards,
    works() {
      line = undefined
      if (hold === undefined) cancel()
    },
    close() {
      closed = true
      cancel()
    },
  }
}
