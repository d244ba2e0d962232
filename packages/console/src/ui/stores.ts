import type { Api } from '../api/client.ts'
import type { Live } from '../state/live.ts'
import type { Watch } from '../state/watch.ts'

/** What the views show, and whom they ask for more. */
export interface Stores {
  readonly api: Api
  readonly live: Live
  readonly watch: Watch
}
