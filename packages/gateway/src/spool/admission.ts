import { type Log, usedBytes } from './log.ts'
import { endMarkBytes, maxFlags, recordBytes } from './record-codec.ts'
import type { SegmentPool } from './segment-pool.ts'
import { SpoolError } from './spool-error.ts'
import { type CompleteSpoolOptions, maxPayloadBytes } from './spool-options.ts'

/** Whether one more record may be taken; the reason if not. */
export type Admission = (
  payload: Uint8Array,
  state: { flags: number; isReserved: boolean; pendingBytes: number },
) => SpoolError | undefined

export function createAdmission(
  { segmentBytes, memoryBytes, reserveRatio }: CompleteSpoolOptions,
  log: Log,
  pool: SegmentPool,
): Admission {
  const maxPayload = maxPayloadBytes(segmentBytes)
  return (payload, { flags, isReserved, pendingBytes }) => {
    if (payload.length > maxPayload) {
      const message = `a payload of ${payload.length} bytes does not fit a segment (${maxPayload})`
      return new SpoolError('too_large', message)
    }
    if (!Number.isInteger(flags) || flags < 0 || flags > maxFlags) {
      throw new RangeError(`flags ${flags} is no integer from 0 to ${maxFlags}`)
    }
    const bytes = recordBytes(payload.length)
    if (pendingBytes > 0 && pendingBytes + bytes > memoryBytes) {
      return new SpoolError('busy', `${pendingBytes} bytes wait for the disk`)
    }
    const capacity = pool.maxSegments() * segmentBytes
    const limit = isReserved ? capacity : capacity * (1 - reserveRatio)
    if (usedBytes(log, segmentBytes) + pendingBytes + bytes + endMarkBytes > limit) {
      return new SpoolError('full', `the spool is full: ${capacity} bytes`)
    }
    return undefined
  }
}
