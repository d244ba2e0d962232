import type { LeaveReason } from './capture/capture.ts'
import type { Schedule } from './delivery/deliver.ts'
import { newSegment } from './delivery/segment.ts'
import { type Sending, usualBytes } from './delivery/send.ts'
import type { PageView } from './event/page-view.ts'
import type { Configured, WeirOptions } from './options.ts'
import type { Hub } from './platform/hub.ts'
import { uuid } from './platform/uuid.ts'
import type { BeforeSend } from './plugins/plugin.ts'
import type { Shelf } from './visitor/shelf.ts'
import type { Change } from './visitor/standing.ts'
import type { Arrival } from './visitor/visit.ts'

/** What waits for the visitor to decide: an event as JSON, or who they became after those before it. */
export type Draft = string | Change

/** All that the SDK knows while its page lives, put together from what its parts need. */
export interface Sdk extends PageView, Shelf, Arrival, Sending, Schedule {
  readonly drafts: Draft[]
  readonly hooks: Set<BeforeSend>
  readonly leaveHub: Hub<LeaveReason>
  readonly viewHub: Hub<void>
}

export const createSdk = (given: WeirOptions): Sdk => {
  const options: Configured = {
    name: 'weir',
    consent: 'granted',
    flushMs: 1000,
    sessionIdleMs: 1_800_000,
    plugins: [],
    capture: [],
    ...given,
    endpoint: given.endpoint.replace(/\/+$/, ''),
  }
  // Events of another site, or for another gateway, are not ours to send.
  const base = `${options.name}:${options.writeKey}@${options.endpoint}`
  return {
    ...options,
    viewId: uuid(),
    instanceId: uuid(),
    base,
    segment: newSegment(base),
    kept: 0,
    seq: 0,
    backlog: [],
    openBytes: 0,
    dropCounts: {},
    lostEvents: 0,
    limit: usualBytes,
    failures: 0,
    notBefore: 0,
    dueAt: 0,
    inFlight: 0,
    underWay: Promise.resolve(),
    drafts: [],
    hooks: new Set(),
    reportHub: new Set(),
    leaveHub: new Set(),
    viewHub: new Set(),
  }
}
