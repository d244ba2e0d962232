export type StreamName = 'events' | 'rejected'

/** Lines to deliver: each one record as newline-terminated JSON, in UTF-8. */
export interface Delivery {
  readonly stream: StreamName
  /** All lines, one after the other. Left alone until the delivery is settled, or `onCopied` is called. */
  readonly bytes: Uint8Array
  /** Called once when `bytes` are not read any more, by a sink that knows so before it is settled. */
  readonly onCopied?: () => void
  /** Called with the bytes of lines that are stored, by a sink that does not store all of them at once. */
  readonly onStored?: (bytes: number) => void
  /** Where each line ends in `bytes`. */
  readonly ends: Uint32Array
  /** The top 32 bits of MD5(visitor) of each line: one visitor's lines stay in order. */
  readonly hashes: Uint32Array
}

export interface SinkHealth {
  readonly state: 'ready' | 'degraded' | 'down'
  /** One line for a person, when the state is not `ready`. */
  readonly reason?: string
}

/** Where accepted and rejected events go from the gateway. */
export interface Sink {
  /** Whether it has a place for rejected events; without, `deliver` rejects them. */
  readonly keepsRejected: boolean
  readonly name: 'kinesis' | 'archive' | 'memory'
  /** A longer line can never be stored here; `deliver` rejects it with LineTooLongError. */
  readonly maxLineBytes: number
  /**
   * Bytes of lines that it may be given and has not stored: as much as it needs to work without a
   * pause, and no more, as each of them is in memory several times.
   */
  readonly underWayBytes: number
  /**
   * Checks what it writes to, and answers one clear line for each thing that is wrong. Never
   * throws for something missing or unreachable: that is a degraded start.
   */
  readonly start: () => Promise<readonly string[]>
  /**
   * Resolves when every line is stored outside of this process, and keeps trying until then.
   * Rejects when the sink is closed, or when `signal` aborts: lines not yet sent are then forgotten.
   */
  readonly deliver: (delivery: Delivery, signal?: AbortSignal) => Promise<void>
  readonly health: () => SinkHealth
  /** Sends what still waits for company, now; asked of it when the gateway drains. */
  readonly flush: () => void
  /** Rejects what is not delivered, and lets go of everything. */
  readonly close: () => Promise<void>
}

/** Thrown by `deliver` for what was under way when the sink was closed. */
export class SinkClosedError extends Error {
  override readonly name = 'SinkClosedError'
  constructor() {
    super('the sink is closed')
  }
}

/** Thrown by `deliver` before any line of the delivery is taken. */
export class LineTooLongError extends Error {
  override readonly name = 'LineTooLongError'
  constructor(bytes: number, maxBytes: number) {
    super(`a line of ${bytes} bytes is longer than this sink can store (${maxBytes})`)
  }
}

/** Why something is sent again. */
export type RetryReason =
  | 'throttled' // the rate of a shard, or of the account, is exceeded
  | 'failed' // Kinesis refused single records by an error of its own
  | 'timeout'
  | 'network'
  | 'server' // 5xx, or an answer that makes no sense
  | 'credentials' // none, expired, or not allowed to
  | 'missing' // no such stream
  | 'refused' // any other 4xx: a defect of ours or of the stream's settings

export type BreakerState = 'closed' | 'open' | 'half_open'

/** Told of what happens, for metrics. Called synchronously: it must not throw. */
export interface SinkObserver {
  /** One record is confirmed: its events, and its bytes as they were sent. */
  readonly record: (stream: StreamName, events: number, bytes: number) => void
  /** The shard that one confirmed record went to, and its events. */
  readonly placed: (shard: string, events: number, stream: StreamName) => void
  /** A request was answered, after so many seconds. */
  readonly put: (seconds: number, stream: StreamName) => void
  /** A whole request, or one record of it, is to be sent again. */
  readonly retry: (reason: RetryReason, stream: StreamName) => void
  /** Events are sent again though an earlier attempt may have stored them: possible duplicates. */
  readonly repeated: (events: number, stream: StreamName) => void
  readonly breaker: (state: BreakerState, stream: StreamName) => void
  /** What is taken and not confirmed yet. */
  readonly unconfirmed: (events: number, bytes: number, stream: StreamName) => void
}

const nothing = (): void => {}

/** Nobody listens. */
export const silentObserver: SinkObserver = {
  record: nothing,
  placed: nothing,
  put: nothing,
  retry: nothing,
  repeated: nothing,
  breaker: nothing,
  unconfirmed: nothing,
}
