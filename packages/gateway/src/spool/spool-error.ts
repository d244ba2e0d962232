/**
 * - `full`: the cap or the disk is full; works again once space returns.
 * - `busy`: more waits for the disk than memory may hold; works again once the disk catches up.
 * - `failed`: the disk refused; nothing of this append is promised, a retry goes to fresh blocks.
 * - `too_large`: can never fit one segment.
 * - `closed`: this spool takes nothing any more.
 * - `locked`: another process owns the directory.
 * - `unusable`: the directory or the options cannot hold a spool.
 */
export type SpoolErrorCode =
  | 'full'
  | 'busy'
  | 'failed'
  | 'too_large'
  | 'closed'
  | 'locked'
  | 'unusable'

export class SpoolError extends Error {
  override readonly name = 'SpoolError'
  readonly code: SpoolErrorCode

  constructor(code: SpoolErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

const outOfSpace = new Set(['ENOSPC', 'EDQUOT'])

/** What the operating system said, as the spool's callers are told it. */
export function diskError(doing: string, cause: unknown): SpoolError {
  if (cause instanceof SpoolError) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  const system = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return new SpoolError(outOfSpace.has(system) ? 'full' : 'failed', `${doing}: ${reason}`, cause)
}
