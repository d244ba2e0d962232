import type { BadData } from './bad-data.ts'

export interface BadDataOrigin {
  readonly stream: string
  readonly shardId: string
  readonly sequenceNumber: string
  readonly arrivedAt: Date
  /** When it was found to be bad, in milliseconds since the epoch. */
  readonly nowMs: number
}

/**
 * One line under `errors/processing-failed/`, with the fields that Firehose writes there; where in
 * the stream it came from is ours.
 */
export function errorLine({ code, message, data }: BadData, origin: BadDataOrigin): Buffer {
  const line = {
    attemptsMade: 1,
    arrivalTimestamp: origin.arrivedAt.getTime(),
    errorCode: code,
    errorMessage: message,
    attemptEndingTimestamp: origin.nowMs,
    rawData: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'),
    streamName: origin.stream,
    shardId: origin.shardId,
    sequenceNumber: origin.sequenceNumber,
  }
  return Buffer.from(`${JSON.stringify(line)}\n`)
}
