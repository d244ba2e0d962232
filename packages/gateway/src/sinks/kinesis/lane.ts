import type { Bucket } from './hash-buckets.ts'
import type { PackedRecord } from './packing.ts'

/** The records of one bucket, in order: only its first one is ever under way. */
export interface Lane {
  readonly bucket: Bucket
  /** Full records; while one is under way it stays the first. */
  readonly queue: PackedRecord[]
  /** The record that is being filled. */
  open: PackedRecord | undefined
  busy: boolean
  /** Failures of the first record one after the other, and when it may be sent again. */
  attempt: number
  notBeforeMs: number
  /** Lanes of an earlier number of buckets that hold the same visitors' earlier events. */
  after: readonly Lane[]
}

export const createLane = (bucket: Bucket): Lane => ({
  bucket,
  queue: [],
  open: undefined,
  busy: false,
  attempt: 0,
  notBeforeMs: 0,
  after: [],
})

export const isEmpty = (lane: Lane): boolean => lane.queue.length === 0 && lane.open === undefined

/** The record to be sent next. */
export const headOf = (lane: Lane): PackedRecord | undefined => lane.queue[0] ?? lane.open

/** What is in the open record takes no more lines. */
export function sealOpen(lane: Lane): void {
  if (lane.open === undefined) return
  lane.queue.push(lane.open)
  lane.open = undefined
}

/** Whether everything that belongs before this lane is confirmed. */
export function isClear(lane: Lane): boolean {
  if (lane.after.length > 0 && lane.after.every(isEmpty)) lane.after = []
  return lane.after.length === 0
}

/** Forgets a record that was never sent and holds no line any more. */
export function dropRecord(lane: Lane, record: PackedRecord): void {
  if (lane.open === record) lane.open = undefined
  const at = lane.queue.indexOf(record)
  if (at >= 0) lane.queue.splice(at, 1)
}
