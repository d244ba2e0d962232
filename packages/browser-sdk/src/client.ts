import { maxLengths, type PlanTypes } from '@weir/schema'
import type { CaptureContext, Stop } from './capture/capture.ts'
import { flush, lookIn, stopDelivery, tidy, wake } from './delivery/deliver.ts'
import { beginView } from './event/page-view.ts'
import { scrubUrl } from './event/scrub-url.ts'
import { watchLifecycle } from './lifecycle.ts'
import type { ConsentState, WeirOptions } from './options.ts'
import { attempt, safely } from './platform/attempt.ts'
import { join, tell } from './platform/hub.ts'
import type { OwnContext } from './plugins/own-context.ts'
import { become, isEvent, record, release } from './record.ts'
import { createSdk, type Sdk } from './sdk.ts'
import { decide } from './visitor/standing.ts'
import type { Weir } from './weir.ts'

/** The SDK on one page, before it has begun to watch anything. */
export interface Client<Plan extends PlanTypes> {
  readonly api: Weir<Plan>
  readonly begin: () => void
}

/** Listens without a way to throw into the page, until stopped. */
const listenTo =
  (stops: Set<Stop>): CaptureContext['listen'] =>
  (target, type, listener) => {
    const hear = safely(listener as (event: Event) => void)
    const stop = () => target.removeEventListener(type, hear, true)
    target.addEventListener(type, hear, { capture: true, passive: true })
    stops.add(stop)
    return stop
  }

const createContext = (sdk: Sdk, listen: CaptureContext['listen']): OwnContext => {
  return {
    window,
    track: safely((eventType, properties) => record(sdk, eventType, properties)),
    page: safely((properties) => {
      if (sdk.hasBegun) tell(sdk.leaveHub, 'navigate')
      beginView(sdk)
      record(sdk, 'page_view', properties)
      tell(sdk.viewHub)
    }),
    scrubUrl: (url) => scrubUrl(sdk, url),
    listen,
    onLeave: join(sdk.leaveHub),
    onPage: join(sdk.viewHub),
    now: () => Date.now(),
    beforeSend: join(sdk.hooks),
    onReport: join(sdk.reportHub),
    core: sdk,
  }
}

export const createClient = <Plan extends PlanTypes>(options: WeirOptions): Client<Plan> => {
  const sdk = createSdk(options)
  const stops = new Set<Stop>()
  const listen = listenTo(stops)
  const context = createContext(sdk, listen)
  const decideOn = (decision: ConsentState) =>
    safely(() => {
      decide(sdk, decision)
      release(sdk)
      tidy(sdk)
      wake(sdk)
    })
  return {
    api: {
      track: context.track as Weir<Plan>['track'],
      page: context.page,
      identify: safely((userId, traits) => {
        become(sdk, { 6: encodeURIComponent(String(userId ?? '').slice(0, maxLengths.user_id)) })
        context.track('identify', traits)
      }),
      reset: safely(() => {
        // What is held or has added up is of the visitor who leaves.
        tell(sdk.leaveHub, 'hide')
        become(sdk, { 0: '', 1: '', 6: '' })
      }),
      consent: { grant: decideOn('granted'), deny: decideOn('denied') },
      flush: () =>
        flush(sdk).then(
          (isDone) => isDone && !sdk.drafts.some(isEvent),
          () => false,
        ),
      stop: safely(() => {
        stops.forEach(attempt)
        stopDelivery(sdk)
      }),
    },
    begin: safely(() => {
      watchLifecycle(sdk, listen)
      for (const start of [...sdk.plugins, ...sdk.capture]) {
        attempt(() => stops.add(start(context)))
      }
      lookIn(sdk, 0)
    }),
  }
}
