/** Something an operator should know; the spool goes on. */
export interface SpoolProblem {
  /**
   * - `records_lost`: unconfirmed records could not be read back; `records` and `bytes` say how many.
   * - `torn_tail`: the log does not end as a finished write does: a write was cut off by a crash
   *   (its appends were never acknowledged), or the very last records were damaged afterwards.
   * - `checkpoint_damaged`: some delivered records are delivered again.
   * - `unreadable`: the disk refused to return these bytes.
   * - `write_failed`, `create_failed`, `checkpoint_failed`, `free_failed`: the disk refused.
   * - `orphan_failed`: another spool's directory could not be taken over, or not removed, and stays.
   * - `unknown_file`: left alone.
   */
  readonly kind:
    | 'records_lost'
    | 'torn_tail'
    | 'checkpoint_damaged'
    | 'unreadable'
    | 'write_failed'
    | 'create_failed'
    | 'checkpoint_failed'
    | 'free_failed'
    | 'orphan_failed'
    | 'unknown_file'
  readonly file: string
  /** Byte offset in the file where it starts. */
  readonly offset?: number
  readonly bytes?: number
  readonly records?: number
  readonly error?: unknown
}

/** Must not throw. */
export type OnProblem = (problem: SpoolProblem) => void
