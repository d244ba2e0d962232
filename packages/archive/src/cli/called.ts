import type { Values } from './parse-words.ts'
import type { Context } from './terminal.ts'

/** A command, called. */
export interface Called {
  readonly values: Values
  readonly context: Context
}
