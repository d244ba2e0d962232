import { localKeys, removeLocal } from '../platform/local-storage.ts'
import type { Reach, Shelf } from '../visitor/shelf.ts'
import { standing } from '../visitor/standing.ts'
import { drop } from './losses.ts'
import { enqueue } from './queue.ts'
import { endLease, lease, letGo } from './segment.ts'
import { sendAll, type Sending, sendNext } from './send.ts'
import { type Looks, takeOver } from './take-over.ts'

/** When something will be done. */
export interface Schedule {
  /** Of the next batch. */
  sendTimer?: ReturnType<typeof setTimeout> | undefined
  /** Of the next look for what other tabs have left. */
  lookTimer?: ReturnType<typeof setTimeout> | undefined
  /** Sends batch after batch, one at a time. */
  running?: Promise<void> | undefined
  isStopped?: boolean
}

export type Delivering = Sending & Shelf & Schedule & Looks

/** How long a tab may be silent beyond what it has promised: a busy main thread, a slow answer. */
const patienceMs = 5000
/** How long the last requests of a page may take before another page sends the same again. */
const farewellMs = 2000
/** When another tab is taking over. */
const busyMs = 1000

/** Lets go of what is not ours to send, and promises to be heard of again after the next answer. */
export const tidy = (sdk: Delivering): void => {
  letGo(sdk)
  const { admits, consent } = standing(sdk)
  const isDenied = !admits || consent === 'denied'
  const before = sdk.backlog.length
  sdk.backlog = sdk.backlog.filter(({ reach, storageKey, eventBytes }) => {
    // Without ids it may be collected in spite of a denial.
    const isForgotten = isDenied && (reach || !admits)
    const isGone = isForgotten || (storageKey && !storageKey.includes(sdk.segment))
    if (isGone) sdk.openBytes -= eventBytes
    return !isGone
  })
  if (isDenied) {
    drop(sdk, 'denied', before - sdk.backlog.length)
    endLease(sdk)
    localKeys(sdk.base).forEach(removeLocal)
  }
  lease(sdk, patienceMs + patienceMs)
}

/** Sends what waits, batch after batch, until nothing does or nothing is worth trying now. */
export const run = (sdk: Delivering): Promise<void> => {
  const drain = async () => {
    do tidy(sdk)
    while (await sendNext(sdk))
    sdk.running = undefined
    goOn(sdk)
  }
  clearTimeout(sdk.sendTimer)
  sdk.sendTimer = undefined
  return (sdk.running ??= drain())
}

const runIn = (sdk: Delivering, ms: number): void => {
  if (sdk.sendTimer || sdk.isStopped) return
  sdk.sendTimer = setTimeout(() => void run(sdk), ms)
  lease(sdk, ms + patienceMs)
}

/** Runs when the next attempt is due, if anything waits. */
const goOn = (sdk: Delivering): void => {
  if (sdk.backlog[0]) runIn(sdk, Math.max(0, sdk.dueAt - Date.now()))
}

/** The event is in memory now, and kept if it may be; it will be sent soon. */
export const deliver = (sdk: Delivering, text: string, reach: Reach): void => {
  enqueue(sdk, text, reach)
  if (sdk.failures) goOn(sdk)
  else if (document.hidden || sdk.hasLeft) {
    // There may be no later than this turn, and all that is tracked in it makes one request.
    queueMicrotask(() => sdk.backlog[0] && leave(sdk))
  } else runIn(sdk, sdk.flushMs)
}

/** The page may be about to end. */
export const leave = (sdk: Delivering): void => {
  tidy(sdk)
  sendAll(sdk)
  lease(sdk, farewellMs)
  void sdk.underWay.then(() => goOn(sdk))
}

/** True when nothing waits any more, and nothing was given up on the way. */
export const flush = async (sdk: Delivering): Promise<boolean> => {
  const lost = sdk.lostEvents
  await run(sdk)
  await sdk.underWay
  return sdk.openBytes === 0 && sdk.lostEvents === lost
}

/** Looks for what closed and crashed tabs have left, in so many milliseconds. */
export const lookIn = (sdk: Delivering, ms: number): void => {
  clearTimeout(sdk.lookTimer)
  // A frame without an origin refuses locks, and has no storage to look into.
  if (!sdk.isStopped) sdk.lookTimer = setTimeout(() => void look(sdk).catch(() => undefined), ms)
}

/**
 * Under a lock, so that two tabs that start together do not take over the same segment. It is held
 * for one turn of the event loop: Firefox keeps a page that holds one out of its back/forward
 * cache. Without Web Locks (on http:// pages) two tabs can meet: then both send the same events,
 * with the same ids.
 */
const look = async (sdk: Delivering): Promise<void> => {
  const takeOverNow = () => {
    if (document.hidden || standing(sdk).reach < 2) return
    // Not all at the moment when a lease ends: what one tab has moved, another may still see for a while.
    lookIn(sdk, takeOver(sdk) + Math.random() * busyMs)
    goOn(sdk)
  }
  const { locks } = navigator as { locks?: LockManager }
  if (!locks) return takeOverNow()
  return locks.request(sdk.base, { ifAvailable: true }, (lock) =>
    lock ? takeOverNow() : lookIn(sdk, busyMs),
  )
}

/** Something may be better now: the page is shown again, is online again, may store. */
export const wake = (sdk: Delivering): void => {
  sdk.hasLeft = false
  lookIn(sdk, 0)
  void run(sdk)
}

export const stopDelivery = (sdk: Delivering): void => {
  leave(sdk)
  sdk.isStopped = true
  clearTimeout(sdk.lookTimer)
  clearTimeout(sdk.sendTimer)
}
