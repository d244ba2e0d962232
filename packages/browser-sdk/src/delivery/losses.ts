import { type Hub, tell } from '../platform/hub.ts'
import type { Report } from '../plugins/plugin.ts'

/** What is lost, counted until an envelope that tells of it has been accepted. */
export interface Losses {
  /** Events given up, by reason. */
  dropCounts: Record<string, number>
  /** All that was given up since the start. */
  lostEvents: number
  /** Who wants to know what becomes of events. */
  readonly reportHub: Hub<Report>
}

export const count = (sdk: Losses, reason: string, events: number): void => {
  sdk.dropCounts[reason] = (sdk.dropCounts[reason] ?? 0) + events
}

export const drop = (sdk: Losses, reason: string, events: number): void => {
  if (!events) return
  sdk.lostEvents += events
  count(sdk, reason, events)
  tell(sdk.reportHub, { events, reason, isLost: true })
}
