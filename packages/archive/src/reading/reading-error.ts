/** Why a question got no answer. */
export type ReadingCode =
  /** There is no archive at this place, or none that can be read from here. */
  | 'no_archive'
  /** The question makes no sense; the message says why. */
  | 'invalid_query'
  /** It took longer than `timeLimitMs`. */
  | 'too_slow'
  /** It needs more than `memory`. */
  | 'too_large'
  /** Too many questions wait already. */
  | 'busy'
  /** Anything else, the reading process killed among it. */
  | 'failed'

/** A question that got no answer; the message is one line for a person. */
export class ReadingError extends Error {
  override readonly name = 'ReadingError'
  readonly code: ReadingCode

  constructor(code: ReadingCode, message: string) {
    super(message)
    this.code = code
  }
}
