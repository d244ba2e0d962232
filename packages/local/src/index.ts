export type { KinesisControl, ReadBack, Stats, StreamStats } from './kinesis/control.ts'
export { awsLimits, type Limits } from './kinesis/engine/limits.ts'
export type { NewStream } from './kinesis/engine/streams.ts'
export type { ActiveFault, Fault, FaultMoment, FaultScope } from './kinesis/faults/fault.ts'
export {
  createKinesisServer,
  type KinesisServer,
  type KinesisServerOptions,
} from './kinesis/kinesis-server.ts'
