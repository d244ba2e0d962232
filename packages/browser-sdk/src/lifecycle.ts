import type { CaptureContext, LeaveReason } from './capture/capture.ts'
import { leave, run, wake } from './delivery/deliver.ts'
import { tell } from './platform/hub.ts'
import { release } from './record.ts'
import type { Sdk } from './sdk.ts'

/** How long the next document may take to arrive after the page was told to go. */
const departureMs = 3000

/**
 * Watches the page come and go. No one event tells of every ending (a phone that ends an app sends
 * neither pagehide nor beforeunload; Safari before 14.1 did not send visibilitychange when it
 * navigated), so all are taken. Never `unload`: it keeps pages out of the back/forward cache.
 *
 * After `beforeunload` the page is still there to hear the answer. What is sent later, at pagehide, has to
 * be sent by the next page a second time; so nobody is told of the same departure twice. Not in
 * `beforeunload` itself: WebKit tells a page nothing more of requests that were under way when a
 * navigation started, and Firefox rejects those without keepalive, though both deliver them.
 */
export const watchLifecycle = (sdk: Sdk, listen: CaptureContext['listen']): void => {
  let awayUntil = 0
  const depart = (reason: LeaveReason) => {
    // The visitor may have granted it in another tab.
    release(sdk)
    const now = Date.now()
    if (now >= awayUntil) tell(sdk.leaveHub, reason)
    if (reason === 'leave') awayUntil = now + departureMs
  }
  const comeBack = () => {
    awayUntil = 0
    wake(sdk)
  }

  listen(window, 'beforeunload', () => {
    depart('leave')
    // It may be waiting for one of those.
    sdk.running = undefined
    setTimeout(() => void run(sdk))
  })
  listen(window, 'pagehide', () => {
    depart('leave')
    leave(sdk)
    sdk.hasLeft = true
  })
  listen(document, 'visibilitychange', () => {
    if (document.hidden) {
      depart('hide')
      leave(sdk)
    } else comeBack()
  })
  listen(window, 'pageshow', ({ persisted }: PageTransitionEvent) => {
    if (persisted) comeBack()
  })
  listen(window, 'online', comeBack)
}
