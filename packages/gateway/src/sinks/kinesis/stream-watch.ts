import { checkStream, type StreamCheck } from './check-stream.ts'

export interface StreamWatchOptions extends StreamCheck {
  readonly stream: string
  readonly recheckMs: number
  /** How long a number of shards is believed. */
  readonly shardsAgeMs: number
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
  /**
   * Open shards, as far as is known. Asked while shards refuse: it is the time to find out whether
   * there are more of them by now, or how many there are, where a look could not tell yet.
   */
  readonly shards: () => number | undefined
  /** A request succeeded: what a look found wrong is over. */
  readonly works: () => void
  readonly close: () => void
}

export function createStreamWatch(options: StreamWatchOptions): StreamWatch {
  const { codec, stream, limit, recheckMs, shardsAgeMs, onUsable } = options
  let line: string | undefined
  // Only aggregates can be lost on a stream that takes them, so only they wait for a first look.
  let hold = codec === 'kpl' ? `Kinesis stream ${stream} has not been checked yet` : undefined
  let shards: number | undefined
  let countedMs = limit.clock.now()
  let begun = false
  let cancel = (): void => {}
  let closed = false

  const see = async () => {
    countedMs = limit.clock.now()
    const verdict = await checkStream(options, stream)
    shards = verdict.shards ?? shards
    return verdict
  }
  const look = async (): Promise<string | undefined> => {
    begun = true
    cancel()
    const verdict = await see()
    if (closed) return verdict.line
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
    shards() {
      const mostMs = shards === undefined ? recheckMs : shardsAgeMs
      // What else it says is not heeded: a stream that refuses is one that works.
      if (limit.clock.now() - countedMs >= mostMs) void see()
      return shards
    },
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
