const kib = 1024
const mib = 1024 * kib

/** What a Kinesis sink never exceeds. */
export interface SinkLimits {
  /** Records in one PutRecords call. AWS: 500. */
  readonly requestRecords: number
  /**
   * Data and partition keys in one PutRecords call. AWS: 10 MiB. Default: 1,560,000, which in base64
   * just fits into a buffer of 2 MiB; more is only a larger unit of resending.
   */
  readonly requestBytes: number
  /**
   * Between two PutRecords calls that are not full, while a record waits behind another one; for two
   * it is half, and so on. Default: 40 ms, less than half of the linger.
   */
  readonly spacingMs: number
  /** PutRecords calls under way per stream, at most. Default: 8. */
  readonly requests: number
  /** Lines taken and not confirmed, per stream; then `deliver` waits. Default: 64 MiB. */
  readonly unconfirmedBytes: number
  /** A request without an answer after that is sent again. Default: 5 s. */
  readonly timeoutMs: number
  /** After a check that found something wrong. Default: 5 s. */
  readonly recheckMs: number
  /** How long a number of shards is believed while they refuse. Default: 60 s. */
  readonly shardsAgeMs: number
  /** Powers of two, at most 65,536. Default: from 1 to 256. */
  readonly minBuckets: number
  readonly maxBuckets: number
  /**
   * A power of two: as many buckets as there may be while shards refuse, but at most four for each
   * shard. Each holds a record in the making. Default: 4,096, which take 96 MiB.
   */
  readonly spreadBuckets: number
}

export const defaultLimits: SinkLimits = {
  requestRecords: 500,
  requestBytes: 1_560_000,
  spacingMs: 40,
  requests: 8,
  unconfirmedBytes: 64 * mib,
  timeoutMs: 5000,
  recheckMs: 5000,
  shardsAgeMs: 60_000,
  minBuckets: 1,
  maxBuckets: 256,
  spreadBuckets: 4096,
}

/** Several lines never make a larger record; Firehose and Lambda handle smaller ones better. */
export const recordCapBytes = 250_000
/** What a stream takes per record, data and partition key, unless it was raised. */
export const streamRecordBytes: number = mib
/** The longest partition key that a bucket has. */
export const keyBytes = 4
