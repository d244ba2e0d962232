import type { RecordWriter } from '../../codecs/codec.ts'
import type { Delivery } from '../sink.ts'
import type { Bucket } from './hash-buckets.ts'

/** One delivery on its way: how many of its lines are not confirmed, and who waits for it. */
export interface Ticket {
  readonly lines: number
  readonly bytes: number
  /** The delivery, once: whoever packs it copies what is needed, and its memory is let go. */
  readonly open: () => Delivery
  /** Where its lines are that are not confirmed. */
  readonly records: Set<PackedRecord>
  readonly settled: Promise<void>
  readonly isSettled: () => boolean
  readonly confirm: (lines: number, bytes: number) => void
  readonly fail: (error: unknown) => void
}

/** The lines of one delivery in one record: they lie side by side. */
export interface Part {
  readonly ticket: Ticket
  from: number
  to: number
  lines: number
  lineBytes: number
}

/** A record that is filled, waits or is under way. */
export interface PackedRecord {
  readonly bucket: Bucket
  readonly writer: RecordWriter
  readonly openedMs: number
  parts: Part[]
  lines: number
  /** Of the lines as they were delivered. */
  lineBytes: number
  /** As it is sent; made when it is first picked for a request. */
  data: Buffer | undefined
  /** It is being made. */
  isClosing: boolean
  /** How often lines were taken out of it. */
  cuts: number
  /** How often it was sent. */
  attempts: number
  /** An earlier attempt may have stored it. */
  maybeStored: boolean
}
