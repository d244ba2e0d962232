import type { DirectoryLock } from './files.ts'
import type { SpoolEntry } from './log-reader.ts'
import { retire } from './log-writer.ts'
import { activeSegment, usedBytes } from './log.ts'
import { SpoolError } from './spool-error.ts'
import { type CompleteSpoolOptions, completeOptions, type SpoolOptions } from './spool-options.ts'
import { removeSpool } from './remove-spool.ts'
import { assembleSpool, type SpoolParts } from './spool-parts.ts'

export interface AppendOptions {
  /** A small integer, 0 to 65,535, given back with the entry. Default 0. */
  readonly flags?: number
  /** May use the last, reserved part of the capacity. Default false. */
  readonly reserved?: boolean
}

export interface SpoolStats {
  /** Counted against `maxBytes`: whole segments, and the newest as far as it is written. */
  readonly bytes: number
  readonly maxBytes: number
  /**
   * Age of the oldest unconfirmed record, 0 when there is none. Too old by a twentieth of a second, or of
   * itself, at most; for what an earlier process left, by the time that its segment took to fill.
   */
  readonly oldestSeconds: number
  readonly segments: number
  readonly spareSegments: number
  /** Unconfirmed records that could not be read back, and the bytes they were looked for in. */
  readonly skippedRecords: number
  readonly skippedBytes: number
  /** 1 if the log did not end as a finished write does when it was opened. */
  readonly tornTails: number
  /** Position of the newest durable record, and of the last one confirmed. */
  readonly appended: number
  readonly confirmed: number
  /** Unread records kept in memory, and those not yet durable. */
  readonly memoryBytes: number
}

export interface Spool {
  /**
   * Resolves with the record's position once it is on the disk; costs one copy of the payload.
   * Rejects with a `SpoolError`. A rejected record may still be delivered: a disk that reports a
   * failed write does not say how far it came.
   */
  append(payload: Uint8Array, options?: AppendOptions): Promise<number>
  /**
   * The entries behind the last one read, in order, about `maxBytes` of payload, at least one;
   * waits when there is none. One caller at a time. What is read is not offered again before the
   * spool is opened anew; its payload is good until the next read begins.
   */
  read(maxBytes: number, signal?: AbortSignal): Promise<SpoolEntry[]>
  /** Everything up to this position, which must have been read, is delivered. */
  confirm(position: number): void
  stats(): SpoolStats
  /** Resolves when everything appended is confirmed. */
  drained(): Promise<void>
  /** Finishes the writes under way, refuses new ones, makes the checkpoint durable, unlocks. */
  close(): Promise<void>
}

/** Opens the spool of a directory, taking up what is in it; fails when another process has it. */
export async function createSpool(given: SpoolOptions): Promise<Spool> {
  return openSpool(completeOptions(given), { isDrainOnly: false })
}

export interface OwnedSpool extends Spool {
  /** Closes it and removes its directory; fails if something in it is not delivered. */
  discard(): Promise<void>
}

/** A spool that is only to be emptied takes nothing, and asks no space of a full disk. */
export async function openSpool(
  options: CompleteSpoolOptions,
  mode: { isDrainOnly: boolean },
): Promise<OwnedSpool> {
  const { directory, files } = options
  let lock: DirectoryLock | undefined
  try {
    await files.makeDirectory(directory)
    lock = await files.lock(directory)
    return createFacade(options, await assembleSpool(options, mode), { ...mode, lock })
  } catch (error) {
    await lock?.release()
    if (error instanceof SpoolError) throw error
    throw new SpoolError('unusable', `cannot open the spool in ${directory}`, error)
  }
}

const closedError = (): SpoolError => new SpoolError('closed', 'the spool is closed')

function createFacade(
  options: CompleteSpoolOptions,
  parts: SpoolParts,
  mode: { isDrainOnly: boolean; lock: DirectoryLock },
): OwnedSpool {
  const { log, group, admission, confirmations, staging } = parts
  const { clock } = options
  const moveTo = (position: number): void => {
    if (position <= log.confirmed) return
    log.confirmed = position
    confirmations.update()
  }
  const reading = createReading(parts, moveTo)
  let isClosed = false

  return {
    append(payload, { flags = 0, reserved: isReserved = false } = {}) {
      if (isClosed || mode.isDrainOnly) return Promise.reject(closedError())
      const { pendingBytes } = group
      const refused = admission(payload, { flags, isReserved, pendingBytes })
      if (refused) return Promise.reject(refused)
      return group.add(staging.stage({ payload, flags, appendedAt: clock.now() }))
    },
    read: (maxBytes, signal) => reading.read(maxBytes, signal),
    confirm(position) {
      if (!Number.isSafeInteger(position) || position >= parts.reader.next) {
        throw new RangeError(`position ${position} was not read`)
      }
      moveTo(reading.withLost(position))
    },
    stats: () => statsOf(options, parts),
    async drained() {
      while (group.pendingBytes > 0 || log.confirmed < log.nextSequence - 1) {
        await parts.settled.wait()
      }
      await confirmations.settle()
    },
    async close() {
      if (isClosed) return
      isClosed = true
      await shut(parts, reading)
      await mode.lock.release()
    },
    async discard() {
      if (log.confirmed < log.nextSequence - 1) throw new Error('the spool is not drained')
      isClosed = true
      await shut(parts, reading)
      try {
        await removeSpool(options) // while it is still locked
      } finally {
        await mode.lock.release()
      }
    },
  }
}

/** Finishes what is under way and closes every file. */
async function shut(parts: SpoolParts, reading: Reading): Promise<void> {
  const { log, group, confirmations } = parts
  await group.settle()
  await reading.stop()
  confirmations.update()
  await confirmations.settle()
  await parts.pool.settle()
  const active = activeSegment(log)
  if (active) await retire(active)
  await parts.reader.close()
  await parts.checkpoint.close()
}

interface Reading {
  read(maxBytes: number, signal?: AbortSignal): Promise<SpoolEntry[]>
  /** The position, moved behind what could not be read back if nothing that was given stands behind it. */
  withLost(position: number): number
  /** Ends a read that waits; waits for one that is at the disk. */
  stop(): Promise<void>
}

function createReading(
  { log, reader, arrived }: SpoolParts,
  moveTo: (position: number) => void,
): Reading {
  // Of the last read that has ended: the last position that it gave, and the last that it passed.
  let given = { last: log.confirmed, passed: log.confirmed }
  let current: Promise<SpoolEntry[]> | undefined
  let isStopped = false

  async function next(maxBytes: number, signal?: AbortSignal): Promise<SpoolEntry[]> {
    for (;;) {
      signal?.throwIfAborted()
      if (isStopped) throw closedError()
      const entries = await reader.take(maxBytes)
      given = { last: entries.at(-1)?.position ?? given.last, passed: reader.next - 1 }
      if (entries.length > 0) return entries
      // Nobody confirms what was lost at the end of the log.
      if (log.confirmed >= given.last) moveTo(given.passed)
      if (!isStopped && reader.next === log.nextSequence) await arrived.wait(signal)
    }
  }

  return {
    read(maxBytes, signal) {
      if (current) throw new Error('the spool has one reader')
      current = next(maxBytes, signal).finally(() => {
        current = undefined
      })
      return current
    },
    withLost: (position) => (position >= given.last ? Math.max(position, given.passed) : position),
    async stop() {
      isStopped = true
      arrived.announce()
      await current?.catch(() => undefined)
    },
  }
}

function statsOf(options: CompleteSpoolOptions, parts: SpoolParts): SpoolStats {
  const { log, pool, recent, group, ages, counts } = parts
  const appended = log.nextSequence - 1
  const oldest = log.confirmed < appended ? ages.oldestBehind(log.confirmed) : undefined
  const ageMs = oldest === undefined ? 0 : Math.max(0, options.clock.now() - oldest)
  return {
    bytes: usedBytes(log, options.segmentBytes) + group.pendingBytes,
    maxBytes: options.maxBytes,
    oldestSeconds: ageMs / 1000,
    segments: log.segments.length,
    spareSegments: pool.spares(),
    ...counts,
    appended,
    confirmed: log.confirmed,
    memoryBytes: recent.bytes + group.pendingBytes,
  }
}
