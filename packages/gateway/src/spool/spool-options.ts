import { type Clock, systemClock } from './clock.ts'
import type { Files } from './files.ts'
import { nodeFiles } from './node-files.ts'
import type { OnProblem } from './problem.ts'
import { endMarkBytes, recordHeaderBytes } from './record-codec.ts'
import { SpoolError } from './spool-error.ts'

export interface SpoolOptions {
  /** Made if missing. One spool owns it alone. */
  readonly directory: string
  /** What its segments may take on the disk. Default 4 GiB. */
  readonly maxBytes?: number
  /** Of each segment file, a multiple of 8; also the bound of one record. Default 64 MiB. */
  readonly segmentBytes?: number
  /** Bounds the unread records kept in memory, and again those not yet durable. Default 32 MiB. */
  readonly memoryBytes?: number
  /** The last part of the capacity, for `reserved` appends alone. Default 0.05. */
  readonly reserveRatio?: number
  readonly clock?: Clock
  readonly files?: Files
  readonly onProblem?: OnProblem
}

export type CompleteSpoolOptions = Required<SpoolOptions>

const minSegmentBytes = 4096
const maxReserveRatio = 0.5

export function completeOptions(options: SpoolOptions): CompleteSpoolOptions {
  const complete = {
    maxBytes: 4 * 2 ** 30,
    segmentBytes: 64 * 2 ** 20,
    memoryBytes: 32 * 2 ** 20,
    reserveRatio: 0.05,
    clock: systemClock,
    files: nodeFiles,
    onProblem: () => undefined,
    ...options,
  }
  const { maxBytes, segmentBytes, memoryBytes, reserveRatio } = complete
  require(segmentBytes >= minSegmentBytes && segmentBytes % 8 === 0, 'segmentBytes', segmentBytes)
  require(maxBytes >= 2 * segmentBytes, 'maxBytes: two segments are the least', maxBytes)
  require(memoryBytes >= minSegmentBytes, 'memoryBytes', memoryBytes)
  require(reserveRatio >= 0 && reserveRatio <= maxReserveRatio, 'reserveRatio', reserveRatio)
  return complete
}

function require(holds: boolean, what: string, value: number): void {
  if (!holds) throw new SpoolError('unusable', `${what}: ${value} will not do`)
}

/** The largest payload a segment can hold. */
export function maxPayloadBytes(segmentBytes: number): number {
  return segmentBytes - recordHeaderBytes - endMarkBytes
}
