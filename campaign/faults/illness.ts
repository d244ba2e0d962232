/** What is wrong with the machine that a program runs on. */
export interface Illness {
  /** How far its clock is ahead, in milliseconds; behind where it is below 0. */
  clockMs: number
  /** How much longer each write and sync takes, in milliseconds. */
  diskMs: number
  /** Whether writes fail for want of space, as they may where a file system copies on every write. */
  isFull: boolean
  /**
   * How long before it is done the disk says that it is, in milliseconds. Whoever relies on it promises
   * what a kill takes back: only for showing that this is found.
   */
  lieMs: number
}

/** A machine in good health. */
export const illness: Readonly<Illness> = { clockMs: 0, diskMs: 0, isFull: false, lieMs: 0 }
