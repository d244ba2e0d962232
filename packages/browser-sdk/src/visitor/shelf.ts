import type { Configured } from '../options.ts'
import { attempt } from '../platform/attempt.ts'
import { readLocal, writeLocal } from '../platform/local-storage.ts'

/**
 * What is remembered of a visitor: one short text in a cookie, its parts separated by `|`. Times are
 * milliseconds since the epoch, `campaign` is the one that the session began with, `user` is
 * percent-encoded. Nothing of it need be there.
 */
export type VisitorRecord = [
  visitor?: string,
  session?: string,
  start?: string | number,
  last?: string | number,
  campaign?: string,
  consent?: string,
  user?: string,
]

/**
 * How far the visitor is remembered: 0 nowhere, 1 as long as the page lives, 2 on the other pages of
 * the host, 3 on those of the site.
 */
export type Reach = 0 | 1 | 2 | 3

export interface Shelf extends Configured {
  /** The record, when it is nowhere else. */
  heldRecord?: string
}

/** 400 days: no browser keeps a cookie longer. */
const maxAgeSeconds = 34_560_000

const readCookie = (sdk: Shelf) =>
  attempt(() => `; ${document.cookie}`.split(`; ${sdk.name}=`)[1]?.split(';')[0])

/** On the widest domain that takes it: browsers refuse public suffixes such as co.uk. */
const writeCookie = (sdk: Shelf, text: string) =>
  location.hostname.split('.').some((_, at, labels) => {
    attempt(() => {
      document.cookie = `${sdk.name}=${text};path=/;max-age=${maxAgeSeconds};samesite=lax;domain=${labels.slice(~at).join('.')}`
    })
    return readCookie(sdk) === text
  })

/** What else may stand under our name is no record. */
export const readRecord = (sdk: Shelf, reach: Reach): VisitorRecord => {
  const text =
    (reach > 2 && readCookie(sdk)) || (reach > 1 && readLocal(sdk.name)) || sdk.heldRecord || ''
  return /^([\w-]{36})?\|/.test(text) ? (text.split('|') as VisitorRecord) : []
}

export const writeRecord = (sdk: Shelf, reach: Reach, record: VisitorRecord): void => {
  const text = record.join('|')
  if (!(reach > 2 && writeCookie(sdk, text)) && !(reach > 1 && writeLocal(sdk.name, text))) {
    sdk.heldRecord = text
  }
}
