const kib = 1024
const mib = 1024 * kib

/** Every limit of the service that this endpoint keeps. `Infinity` switches one off. */
export interface Limits {
  /** Per shard, data and partition key counted. AWS: 1 MiB. */
  readonly writeBytesPerSecond: number
  /** Per shard. AWS: 1,000. */
  readonly writeRecordsPerSecond: number
  /** Per shard, shared by its readers; a read may overdraw and the next ones wait. AWS: 2 MiB. */
  readonly readBytesPerSecond: number
  /** GetRecords calls per shard. AWS: 5. */
  readonly readsPerSecond: number
  /** GetShardIterator calls per shard. AWS: 5. */
  readonly iteratorsPerSecond: number
  /** Records in one PutRecords call. AWS: 500. */
  readonly recordsPerRequest: number
  /** Data and partition keys in one PutRecords call. AWS: 10 MiB. */
  readonly requestBytes: number
  /** Records in one GetRecords answer. AWS: 10,000. */
  readonly recordsPerRead: number
  /** Data in one GetRecords answer. AWS: 10 MB. */
  readonly bytesPerRead: number
  /** How long a shard iterator lives. AWS: 5 minutes. */
  readonly iteratorMs: number
  /** Open shards over all streams. AWS: 500 in most regions, on request more. */
  readonly shards: number
}

export const awsLimits: Limits = {
  writeBytesPerSecond: mib,
  writeRecordsPerSecond: 1000,
  readBytesPerSecond: 2 * mib,
  readsPerSecond: 5,
  iteratorsPerSecond: 5,
  recordsPerRequest: 500,
  requestBytes: 10 * mib,
  recordsPerRead: 10_000,
  bytesPerRead: 10 * mib,
  iteratorMs: 300_000,
  shards: 500,
}

/** A stream's record size limit: what AWS starts with, and the bounds it can be set in. */
export const recordKib = { initial: 1024, min: 1024, max: 10_240 } as const
