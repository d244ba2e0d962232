import type { Delivery } from '../visitors/crowd.ts'

/** How one delivery ended. */
export interface Sent {
  /** A status, or in a word why there was none. */
  readonly answer: string
  readonly accepted: number
  readonly rejected: number
}

/** Where the events go. */
export interface Sender {
  readonly target: string
  /** Rejects with one line for a person when nothing can be sent there at all. */
  check(): Promise<void>
  /** Never rejects: whatever happens is an answer. */
  send(delivery: Delivery): Promise<Sent>
  close(): Promise<void>
}

/** The name of what went wrong, short enough for a table. */
export const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
