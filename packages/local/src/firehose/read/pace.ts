/** How often a shard is read, in milliseconds. */
export interface PaceOptions {
  /** Between reads while there is more. AWS lets 5 a second pass, of all readers together. */
  readonly busyMs: number
  /** Between reads of a shard that has nothing new, as Firehose does. */
  readonly idleMs: number
}

const bytesPerMs = (2 * 1024 * 1024) / 1000

/** How long to wait after a read: also as long as the shard's 2 MiB a second need to recover. */
export const waitMsAfter = (
  read: { readonly bytes: number; readonly isBehind: boolean },
  { busyMs, idleMs }: PaceOptions,
): number => Math.max(read.isBehind ? busyMs : idleMs, read.bytes / bytesPerMs)
