import type { ConsentState } from '../options.ts'
import { type Reach, readRecord, type Shelf, type VisitorRecord, writeRecord } from './shelf.ts'

/** How we stand with the visitor: what they allow, and what we know of them. */
export interface Standing {
  readonly consent: ConsentState
  /** What becomes of events: 2 they are sent, 1 they wait in memory for a decision, 0 nothing. */
  readonly admits: 0 | 1 | 2
  /** How far anything may be remembered now, and what is. */
  readonly reach: Reach
  readonly record: VisitorRecord
  /** Whether a privacy signal forbids to remember more than the decision. */
  readonly isSignaled: unknown
  /** The same, for when it is granted. */
  readonly farReach: Reach
  readonly farRecord: VisitorRecord
}

/** Read anew each time from what all tabs share: the visitor may have decided in another one. */
export const standing = (sdk: Shelf): Standing => {
  const { cookieless, privacySignals, storage } = sdk
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & {
    globalPrivacyControl?: boolean
  }
  // Do Not Track, too, where it is still spoken.
  const isSignaled = privacySignals !== 'ignore' && (globalPrivacyControl || doNotTrack === '1')
  const widest = storage === 'memory' ? 1 : storage === 'local_storage' ? 2 : 3
  const farReach = cookieless === true ? 0 : widest
  const farRecord = readRecord(sdk, farReach)
  const consent = (farRecord[5] || sdk.consent) as ConsentState
  const isGranted = consent === 'granted'
  const isOff = isSignaled && privacySignals === 'drop'
  // The decision is read and kept in any case: a denial does not end where a signal begins.
  const reach = isGranted && !isSignaled ? farReach : 0
  const maySend = isGranted || cookieless === 'until_granted'
  return {
    consent,
    admits: isOff ? 0 : maySend ? 2 : consent === 'unknown' ? 1 : 0,
    reach,
    record: reach ? farRecord : readRecord(sdk, 0),
    isSignaled,
    farReach,
    farRecord,
  }
}

/** Other parts of what is remembered, by their places in it. */
export type Change = Readonly<Record<number, unknown>>

/** Changes what is remembered, where it is remembered now. */
export const amend = (sdk: Shelf, change: Change): void => {
  const { reach, record } = standing(sdk)
  writeRecord(sdk, reach, Object.assign(record, change))
}

/**
 * When it is granted the visitor may be remembered from now on, by the name that you have given them before.
 * When it is denied, all is forgotten but the decision.
 */
export const decide = (sdk: Shelf, decision: ConsentState): void => {
  const { record, farReach, farRecord, isSignaled } = standing(sdk)
  const isDenied = decision === 'denied'
  if (isDenied) sdk.heldRecord = ''
  // With a signal nothing else may be kept either, nor what this page alone has known until now.
  if (isDenied || (isSignaled && farReach > 1)) farRecord.splice(0)
  else farRecord[6] = record[6] || farRecord[6] || ''
  farRecord[5] = decision
  writeRecord(sdk, farReach, farRecord)
}
