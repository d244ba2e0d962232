export interface BucketBitsOptions {
  readonly minBits: number
  readonly maxBits: number
  readonly targetBytes: number
  readonly lingerMs: number
  /** How many bits there may be while shards refuse; read at each refusal. Default: none more. */
  readonly spreadBits?: () => number
}

/** What went through since the last look. */
export interface Traffic {
  readonly nowMs: number
  /** Bytes sent, as records. */
  readonly bytes: number
  /** Records that shards refused for their rate. Default: 0. */
  readonly refused?: number
  /** Full records that wait behind another one of their bucket. */
  readonly waiting: () => number
}

export interface BucketBits {
  readonly current: () => number
  /** Looks at the traffic once per window, and answers the bits from now on. */
  readonly look: (traffic: Traffic) => number
}

const windowMs = 250
/** Records that one bucket may have in line. */
const deepBucket = 8
/** Windows of little traffic in a row before there are fewer buckets. */
const quietWindows = 20
/** Windows between two doublings for refusals: until the one before has shown what it does. */
const spreadStep = 4
/** Windows without a refusal before what was doubled for them may go again: a minute. */
const spreadWindows = 240
/** A quarter of what a shard takes per second, so that two buckets on one shard still fit. */
const bucketBytesPerSecond = 256 * 1024

/**
 * More buckets while shards refuse. Other gateways use the same buckets: where those are fewer than
 * the shards, or nearly as many, some shards get twice as much as others, or all of it, and nothing
 * that one gateway sends by itself shows that.
 */
function createSpread(most: () => number): (bits: number, isRefused: boolean) => number {
  let spread = 0
  let windowsLeft = 0
  let untilStep = 0
  return (bits, isRefused) => {
    untilStep -= 1
    windowsLeft = isRefused ? spreadWindows : windowsLeft - 1
    if (windowsLeft <= 0) spread = 0
    if (isRefused && untilStep <= 0) {
      spread = Math.min(most(), Math.max(bits, spread) + 1)
      untilStep = spreadStep
    }
    return Math.max(bits, spread)
  }
}

/** So many buckets for each shard leave none with more than a quarter above the mean. */
const bucketsPerShard = 4

/** As many bits as help a stream of so many shards; none where there is nothing to spread over. */
export function spreadBitsFor(shards: number | undefined, mostBits: number): number {
  if (shards === undefined || shards < 2) return 0
  return Math.min(mostBits, Math.ceil(Math.log2(shards * bucketsPerShard)))
}

/**
 * How many buckets, as a power of two, so that a bucket fills about one record within the linger:
 * with more of them records never fill, with fewer one bucket would need more than its shard takes.
 * Grows at twice what the buckets are made for and shrinks below half, so that it does not swing.
 */
export function createBucketBits(options: BucketBitsOptions): BucketBits {
  const { minBits, maxBits, targetBytes, lingerMs } = options
  let bits = minBits
  let since: number | undefined
  let before = 0
  let quiet = 0
  let most = 0
  let refusedBefore = 0
  const spread = createSpread(options.spreadBits ?? (() => 0))

  const clamp = (wanted: number) => Math.max(minBits, Math.min(maxBits, wanted))
  const wanted = (bytesPerSecond: number): number => {
    const fills = (bytesPerSecond * lingerMs) / 1000 / targetBytes
    return Math.max(fills, bytesPerSecond / bucketBytesPerSecond)
  }

  const judge = (needed: number, waiting: number): void => {
    const buckets = 2 ** bits
    const crowded = waiting >= buckets
    if (needed >= 2 * buckets || crowded) {
      // After an outage, a long queue: straight to as many buckets as can send it soon.
      const forQueue = crowded
        ? Math.max(bits + 1, Math.ceil(Math.log2(waiting / deepBucket)))
        : bits
      bits = clamp(Math.max(Math.floor(Math.log2(needed)), forQueue))
      quiet = 0
    } else if (needed >= buckets / 2 || waiting > 0) {
      quiet = 0
    } else {
      most = quiet === 0 ? needed : Math.max(most, needed)
      quiet += 1
      if (quiet >= quietWindows) {
        bits = clamp(Math.min(bits, Math.ceil(Math.log2(Math.max(most, 1)))))
        quiet = 0
      }
    }
  }
  return {
    current: () => bits,
    look({ nowMs, bytes, waiting, refused = 0 }) {
      since ??= nowMs
      const elapsedMs = nowMs - since
      if (elapsedMs < windowMs) return bits
      judge(wanted(((bytes - before) / elapsedMs) * 1000), waiting())
      bits = spread(bits, refused > refusedBefore)
      refusedBefore = refused
      since = nowMs
      before = bytes
      return bits
    },
  }
}
