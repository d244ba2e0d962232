import type { StagedRecord } from './staging.ts'
import { diskError, type SpoolError } from './spool-error.ts'

/** How the first `count` records of a group ended; the rest stays in line. */
export type CommitResult =
  | { readonly count: number; readonly firstSequence: number }
  | { readonly count: number; readonly error: SpoolError }

export interface GroupCommit {
  /** Resolves with the record's sequence once it is durable. */
  add(record: StagedRecord): Promise<number>
  /** Bytes that are not durable yet. */
  readonly pendingBytes: number
  /** Waits until nothing is in line. */
  settle(): Promise<void>
}

/** Records in line, each with the caller that waits for it. */
interface Line {
  readonly records: readonly StagedRecord[]
  readonly bytes: number
  join(record: StagedRecord): Promise<number>
  /** Answers the first ones, as their commit ended. */
  leave(result: CommitResult): void
}

interface Waiter {
  resolve(sequence: number): void
  reject(error: SpoolError): void
}

function createLine(): Line {
  let records: StagedRecord[] = []
  let waiters: Waiter[] = []
  let bytes = 0
  return {
    get records() {
      return records
    },
    get bytes() {
      return bytes
    },
    join(record) {
      records.push(record)
      bytes += record.bytes
      return new Promise<number>((resolve, reject) => waiters.push({ resolve, reject }))
    },
    leave(result) {
      const answered = waiters.slice(0, result.count)
      for (let index = 0; index < result.count; index += 1) bytes -= records[index]?.bytes ?? 0
      records = records.slice(result.count)
      waiters = waiters.slice(result.count)
      if ('error' in result) for (const waiter of answered) waiter.reject(result.error)
      else {
        let sequence = result.firstSequence
        for (const waiter of answered) waiter.resolve(sequence++)
      }
    },
  }
}

/** From this many records in a group on, the next one waits to gather more. */
const busyGroup = 3
/** How long it waits: less than a disk takes to make a write durable, by and large. */
const gatherMs = 1

/** One write at a time; whatever arrives while it is under way forms the next group. */
export function createGroupCommit(
  commit: (records: readonly StagedRecord[]) => Promise<CommitResult>,
): GroupCommit {
  const line = createLine()
  let isRunning = false
  let lastGroup = 0
  let onIdle: (() => void)[] = []

  async function commitNext(): Promise<void> {
    try {
      const result = await commit(line.records)
      lastGroup = result.count
      line.leave(result)
    } catch (error) {
      line.leave({ count: line.records.length, error: diskError('cannot append', error) })
    }
    next()
  }

  function rest(): void {
    isRunning = false
    const idle = onIdle
    onIdle = []
    for (const done of idle) done()
  }

  function start(): void {
    if (line.records.length > 0) void commitNext()
    else rest()
  }

  /**
   * After the poll phase, so that everything that just arrived goes with the same write. Where
   * several callers came together last time, more are on their way: waiting for them a moment
   * makes one write of what would be several, and a synchronous write costs far more than its bytes.
   */
  function next(): void {
    if (lastGroup >= busyGroup) setTimeout(start, gatherMs)
    else setImmediate(start)
  }

  return {
    add(record) {
      const durable = line.join(record)
      if (!isRunning) next()
      isRunning = true
      return durable
    },
    get pendingBytes() {
      return line.bytes
    },
    settle: () => (isRunning ? new Promise((done) => onIdle.push(done)) : Promise.resolve()),
  }
}
