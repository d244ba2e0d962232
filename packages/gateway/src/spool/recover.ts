import { join } from 'node:path'
import type { AgeMarks } from './age-marks.ts'
import { type Checkpoint, checkpointName } from './checkpoint.ts'
import type { Files } from './files.ts'
import type { Log } from './log.ts'
import type { OnProblem } from './problem.ts'
import { isSpoolFile } from './remove-spool.ts'
import { createSegmentScan } from './scan-segment.ts'
import { spareSuffix, unfinishedSuffix } from './spare-maker.ts'
import { parseSegmentName, type Segment } from './segment.ts'

export interface Recovered {
  readonly log: Log
  readonly spares: readonly string[]
  readonly lastGeneration: number
  /** The log does not end as a finished write does. */
  readonly isTorn: boolean
}

interface RecoverOptions {
  directory: string
  files: Files
  segmentBytes: number
  checkpoint: Checkpoint
  ages: AgeMarks
  onProblem: OnProblem
}

const windowBytes = 1 << 20
/**
 * Finds the end of the log. Only the newest segment is read: the names say where the older ones
 * end, and the reader checks every record when it comes to it.
 */
export async function recover(options: RecoverOptions): Promise<Recovered> {
  const { directory, files, checkpoint, onProblem } = options
  const { segments, spares } = await takeStock(options)
  const newest = segments.at(-1)
  const oldest = segments[0]
  let confirmed = checkpoint.confirmed
  if (checkpoint.isDamaged && oldest) {
    // What a lost checkpoint had confirmed may be gone by right: it is no loss.
    confirmed = Math.max(confirmed, oldest.base - 1)
    if (confirmed === 0) onProblem({ kind: 'checkpoint_damaged', file: checkpointName })
  }
  const end = newest ? await findEnd(options, newest) : { nextSequence: 1, isTorn: false }
  const nextSequence = Math.max(end.nextSequence, confirmed + 1)
  if (newest) newest.endSequence = nextSequence
  if (newest && !end.isTorn) await resume(newest, { directory, files })
  return {
    log: { segments, nextSequence, confirmed },
    spares,
    lastGeneration: newest?.identity.generation ?? 0,
    isTorn: end.isTorn,
  }
}

async function takeStock(
  options: RecoverOptions,
): Promise<{ segments: Segment[]; spares: string[] }> {
  const { directory, files, onProblem } = options
  const segments: Segment[] = []
  const spares: string[] = []
  for (const { name, isDirectory } of await files.list(directory)) {
    const path = join(directory, name)
    const parsed = parseSegmentName(name)
    if (parsed && !isDirectory) {
      const sizeBytes = await sizeOf(files, path)
      const ends = { endOffset: sizeBytes, endSequence: parsed.base }
      segments.push({ name, ...parsed, sizeBytes, ...ends, isPoisoned: false, file: undefined })
    } else if (name.endsWith(spareSuffix)) {
      if ((await sizeOf(files, path)) === options.segmentBytes) spares.push(name)
      else await files.remove(path)
    } else if (name.endsWith(unfinishedSuffix)) await files.remove(path)
    else if (!isSpoolFile(name)) onProblem({ kind: 'unknown_file', file: name })
  }
  segments.sort((a, b) => a.identity.generation - b.identity.generation)
  for (const [index, segment] of segments.entries()) {
    segment.endSequence = segments[index + 1]?.base ?? segment.base
    // Unreadable: the reader reports it when it comes to it.
    if (index < segments.length - 1) await noteAge(options, segment).catch(() => undefined)
  }
  return { segments, spares }
}

async function sizeOf(files: Files, path: string): Promise<number> {
  const file = await files.open(path, 'read')
  try {
    return await file.size()
  } finally {
    await file.close()
  }
}

/** Runs over the whole segment: a torn write may leave a hole with intact records behind it. */
async function findEnd(
  options: RecoverOptions,
  segment: Segment,
): Promise<{ nextSequence: number; isTorn: boolean }> {
  const { directory, files, ages, onProblem } = options
  const file = await files.open(join(directory, segment.name), 'read')
  let nextSequence = segment.base
  let endOffset = 0
  let isTorn = true
  try {
    const scan = createSegmentScan({
      file,
      identity: segment.identity,
      limit: segment.sizeBytes,
      windowBytes,
      onUnreadable: (offset, bytes, error) =>
        onProblem({ kind: 'unreadable', file: segment.name, offset, bytes, error }),
    })
    for (let found = await scan.next(0); found; found = await scan.next(found.endOffset)) {
      isTorn = !found.isEnd
      endOffset = found.isEnd ? found.offset : found.endOffset
      nextSequence = Math.max(nextSequence, found.isEnd ? found.sequence : found.sequence + 1)
      if (!found.isEnd) ages.note(found.sequence, found.appendedAt)
    }
  } finally {
    await file.close()
  }
  if (isTorn) onProblem({ kind: 'torn_tail', file: segment.name, offset: endOffset })
  segment.endOffset = endOffset
  return { nextSequence, isTorn }
}

/** What was read back may still be on its way to the disk: synced before anything builds on it. */
async function resume(
  segment: Segment,
  { directory, files }: { directory: string; files: Files },
): Promise<void> {
  try {
    const file = await files.open(join(directory, segment.name), 'durable')
    try {
      await file.sync()
      segment.file = file
    } catch (error) {
      await file.close()
      throw error
    }
  } catch {
    // The segment stays readable and the log goes on in another; if the disk is ill, that shows.
  }
}

/** Of its first record, if that is where it should be. */
async function noteAge(options: RecoverOptions, segment: Segment): Promise<void> {
  const file = await options.files.open(join(options.directory, segment.name), 'read')
  try {
    const scan = createSegmentScan({
      file,
      identity: segment.identity,
      limit: Math.min(segment.sizeBytes, windowBytes),
      windowBytes: 1 << 16,
      onUnreadable: () => undefined,
    })
    const first = await scan.next(0)
    if (first && !first.isEnd) options.ages.note(first.sequence, first.appendedAt)
  } finally {
    await file.close()
  }
}
