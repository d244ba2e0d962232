/** What measurements and simulations take hold of, inside the gateway. Not published. */
export type { Codec, CodecName } from '../src/codecs/codec.ts'
export { createCodec } from '../src/codecs/create-codec.ts'
export { createMetrics } from '../src/metrics.ts'
export { createShipper, defaultOpenBytes } from '../src/ship/shipper.ts'
export { type Clock, systemClock } from '../src/sinks/clock.ts'
export { createBucketBits, spreadBitsFor } from '../src/sinks/kinesis/bucket-bits.ts'
export { createKinesisClient } from '../src/sinks/kinesis/create-client.ts'
export { createKinesisSink } from '../src/sinks/kinesis/kinesis-sink.ts'
export { createLanes } from '../src/sinks/kinesis/lanes.ts'
export { confirmParts } from '../src/sinks/kinesis/packed-record.ts'
export type { PutEntry } from '../src/sinks/kinesis/put-body.ts'
export {
  createPutRecords,
  type PutOutcome,
  type PutRecords,
} from '../src/sinks/kinesis/put-records.ts'
export {
  defaultLimits,
  recordCapBytes,
  streamRecordBytes,
} from '../src/sinks/kinesis/sink-limits.ts'
export { createStreamWriter } from '../src/sinks/kinesis/stream-writer.ts'
export { createTicket } from '../src/sinks/kinesis/ticket.ts'
export { type Delivery, type Sink, silentObserver, type SinkObserver } from '../src/sinks/sink.ts'
export { recordBytes as spoolBytes } from '../src/spool/record-codec.ts'
export { createSpool, type Spool, type SpoolEntry } from '../src/spool/index.ts'
