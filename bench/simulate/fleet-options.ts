/** What is simulated, and what is assumed of the machines it would run on. */
export interface FleetOptions {
  /** Events a second, of all gateways. */
  readonly rate: number
  readonly gateways: number
  /** How long the load grows until it is that, from a tenth: no fleet begins at its most. */
  readonly rampSeconds: number
  readonly shards: number
  /** Part of a shard that these gateways have: the rest is for gateways like them that are left out. */
  readonly shardShare: number
  /** Bytes of a stored event. */
  readonly eventBytes: number
  readonly eventsPerRequest: number
  readonly lingerMs: number
  /** Of a gateway; powers of two. */
  readonly minBuckets: number
  readonly maxBuckets: number
  /** Given to the sink and not confirmed, of a gateway. */
  readonly underWayBytes: number
  /** CPU for one event until the answer, and from the spool to the stream. */
  readonly acceptMicros: number
  readonly deliverMicros: number
  /** Until Kinesis answers. */
  readonly answerMs: readonly [least: number, most: number]
  /**
   * Every size in bytes is divided by this, so that a fleet fits into one process: an event of 1,200
   * bytes is a line of 24. What counts is how many of one fit into the other.
   */
  readonly scale: number
  readonly seed: number
}

/** As the gateway is set by default, on the tasks of `docs/aws.md`. */
export const defaultFleet: Omit<FleetOptions, 'rate' | 'gateways' | 'shards'> = {
  rampSeconds: 0,
  shardShare: 1,
  eventBytes: 1200,
  eventsPerRequest: 10,
  lingerMs: 100,
  minBuckets: 1,
  maxBuckets: 256,
  underWayBytes: 6 * 1024 * 1024,
  acceptMicros: 17,
  deliverMicros: 8,
  answerMs: [10, 30],
  scale: 50,
  seed: 1,
}

/** As `WEIR_RECORD_BYTES` is by default. */
export const recordBytes = 24_576
/** AWS: of each shard, in a second. */
export const shardBytesPerSecond = 1_000_000
export const shardRecordsPerSecond = 1000
