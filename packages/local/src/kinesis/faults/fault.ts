import type { KinesisErrorCode } from '../engine/kinesis-error.ts'

/** Which requests a fault strikes, how often and how long. Left out, a limit does not hold. */
export interface FaultScope {
  /** Only this stream. */
  readonly stream?: string
  /** Only this shard, by its id: for `throttle` and `partialFailure`. */
  readonly shard?: string
  /** Only these operations, by AWS's names. Default: all; for a record fault, the writes. */
  readonly operations?: readonly string[]
  /** Chance from 0 to 1, drawn from `seed`; for a record fault per record. Default: 1. */
  readonly rate?: number
  /** Default: 1. The same seed draws the same, request by request. */
  readonly seed?: number
  /** Ends after it struck so often: requests, or records for a record fault. */
  readonly times?: number
  /** Ends so many milliseconds after it was set. */
  readonly forMs?: number
}

/** Before the operation is carried out, or after: then it was applied and only the answer is lost. */
export type FaultMoment = 'before' | 'after'

export type Fault = FaultScope &
  (
    | {
        /** Record fault: the shard says its rate is exceeded. For reads, name them in `operations`. */
        readonly kind: 'throttle'
      }
    | {
        /** Record fault: entries of PutRecords fail one by one. Default code: InternalFailure. */
        readonly kind: 'partialFailure'
        readonly code?: 'InternalFailure' | 'ProvisionedThroughputExceededException'
      }
    | {
        /** The whole call fails. Default code: InternalFailure, which is a 500. Default: before. */
        readonly kind: 'error'
        readonly code?: KinesisErrorCode
        readonly message?: string
        readonly when?: FaultMoment
      }
    | { readonly kind: 'latency'; readonly ms: number }
    | {
        /** No answer until the fault is cleared, also after `forMs`; then a cut. Default: before. */
        readonly kind: 'hang'
        readonly when?: FaultMoment
      }
    | {
        /** The connection is cut. Default: before. */
        readonly kind: 'reset'
        readonly when?: FaultMoment
      }
    | {
        /** Every connection is cut as soon as it asks for anything. */
        readonly kind: 'outage'
      }
    | {
        /** The caller's credentials are unknown, or not allowed to. Default: unknown. */
        readonly kind: 'credentials'
        readonly code?: 'UnrecognizedClientException' | 'AccessDeniedException'
      }
  )

export type FaultKind = Fault['kind']

/** A fault that was set, and what it did since. */
export type ActiveFault = Fault & { readonly id: string; readonly struck: number }

/** Struck record by record, inside a call that succeeds. */
export const isRecordFault = (kind: FaultKind): boolean =>
  kind === 'throttle' || kind === 'partialFailure'
