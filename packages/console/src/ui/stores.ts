import type { Live } from '../state/live.ts'

/** What the views show. */
export interface Stores {
  readonly live: Live
}
