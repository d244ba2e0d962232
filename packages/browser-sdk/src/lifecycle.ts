import type { CaptureContext, LeaveReason } from './capture/capture.ts'
import { leave, wake } from './delivery/deliver.ts'
import { tell } from './platform/hub.ts'
import type { Sdk } from './sdk.ts'

/** How long the next document may take to arrive after the page was told to go. */
const departureMs = 3000

/**
 * Watches the page come and go. No one event tells of every ending (a phone that ends an app sends
 * neither pagehide nor beforeunload; Safari before 14.1 did not send visibilitychange when it
 * navigated), so all are taken. Never `unload`: it keeps pages out of the back/forward cache.
 *
 * At `beforeunload` the page is still there to hear the answer. What is sent later, at pagehide,
 * has to be sent by the next page a second time; so nobody is told of the same departure twice.
 */
export const watchLifecycle = (sdk: Sdk, listen: CaptureContext['listen']): void => {
  const depart = (reason: LeaveReason) => {
    const now = Date.now()
    if (now >= sdk.awayUntil) tell(sdk.leaveHub, reason)
    if (reason === 'leave') sdk.awayUntil = now + departureMs
    leave(sdk)
  }
  const comeBack = () => wake(sdk)

  listen(window, 'beforeunload', () => depart('leave'))
  listen(window, 'pagehide', () => depart('leave'))
  listen(document, 'visibilitychange', () => (document.hidden ? depart('hide') : comeBack()))
  listen(window, 'pageshow', ({ persisted }: PageTransitionEvent) => persisted && comeBack())
  listen(window, 'online', comeBack)
}
