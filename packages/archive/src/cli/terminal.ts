/** Where a program speaks. */
export interface Terminal {
  /** For results. Resolves when there is room for more. */
  readonly write: (text: string) => Promise<void>
  /** For people: progress, what was left out, errors. */
  readonly say: (line: string) => void
  /** Overwrites the last line of progress; undefined where nobody looks. */
  readonly redraw: ((line: string) => void) | undefined
  /** Whether results go to a person. */
  readonly isTty: boolean
  /** Columns of the terminal. */
  readonly width: number
  readonly colors: boolean
}

/** What a command is given beside its words. */
export interface Context {
  readonly terminal: Terminal
  readonly signal: AbortSignal
  /** The archive, where no word names another. */
  readonly archive: string
  /** Where copies of what is in buckets are kept, where no word names another. */
  readonly cache: string
  readonly now: () => number
}

/** Nobody reads the results any more, as after `head`. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed'
}

/** A command line that makes no sense, in words for who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Resolves to the exit code. */
export type Run = (words: readonly string[], context: Context) => Promise<number>

export interface Command {
  /** All that is to be known of it. */
  readonly help: string
  readonly run: Run
}
