/** Lines to deliver: each one record as newline-terminated JSON, in UTF-8. */
export interface Delivery {
  readonly stream: 'events' | 'rejected'
  /** All lines, one after the other. */
  readonly bytes: Uint8Array
  /** Where each line ends, in bytes. */
  readonly ends: Uint32Array
  /** The top 32 bits of the MD5 of each line's visitor. */
  readonly hashes: Uint32Array
}

export interface SinkHealth {
  readonly state: 'ready' | 'degraded' | 'down'
  readonly reason?: string
}

/** Where records go once they are durable here. */
export interface Sink {
  readonly name: 'kinesis' | 'archive' | 'memory'
  /**
   * Checks what it writes to. Something missing or unreachable is a degraded start, not an error:
   * one clear line for each thing that is wrong.
   */
  start(): Promise<readonly string[]>
  /**
   * Resolves when every line is stored outside of this process, and keeps trying until then.
   * Rejects when it is closed, or when `signal` aborts.
   */
  deliver(delivery: Delivery, signal?: AbortSignal): Promise<void>
  health(): SinkHealth
  /** Sends what still waits for company, now. */
  flush(): void
  close(): Promise<void>
}
