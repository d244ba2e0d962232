import { mkdir, readdir, readFile, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Placed, StreamState } from '../engine/journal.ts'
import { decodeEntries } from './entry.ts'
import { deletedPrefix, segmentName, streamPrefix, type Segment } from './stream-files.ts'

/** A stream as its files have it. */
export interface Replayed {
  readonly directory: string
  readonly state: StreamState
  readonly placed: readonly Placed[]
  readonly nextIndex: ReadonlyMap<number, number>
  readonly segments: readonly Segment[]
}

/** What a start found besides whole records. */
export interface ReplayReport {
  /** Files that ended in the middle of an entry, as they do after a kill. */
  torn: number
  /** Bytes cut off them. */
  cutBytes: number
}

interface Progress {
  state: StreamState | undefined
  readonly placed: Placed[]
  readonly nextIndex: Map<number, number>
}

async function replaySegment(
  directory: string,
  number: number,
  { progress, report }: { progress: Progress; report: ReplayReport },
): Promise<Segment> {
  const path = join(directory, segmentName(number))
  const file = await readFile(path)
  const { entries, bytes } = decodeEntries(file)
  if (bytes < file.length) {
    report.torn += 1
    report.cutBytes += file.length - bytes
    await truncate(path, bytes)
  }
  const lastIndex = new Map<number, number>()
  for (const entry of entries) {
    if (entry.kind === 'snapshot') {
      progress.state = entry.snapshot.state
      for (const [shard, next] of entry.snapshot.nextIndex) progress.nextIndex.set(shard, next)
      continue
    }
    for (const one of entry.placed) {
      progress.placed.push(one)
      progress.nextIndex.set(one.shard, one.record.index + 1)
      lastIndex.set(one.shard, one.record.index)
    }
  }
  return { number, lastIndex }
}

async function replayStream(
  directory: string,
  report: ReplayReport,
): Promise<Replayed | undefined> {
  const numbers = (await readdir(directory))
    .filter((name) => /^\d{8}\.log$/.test(name))
    .map((name) => Number(name.slice(0, 8)))
    .sort((a, b) => a - b)
  const progress: Progress = { state: undefined, placed: [], nextIndex: new Map() }
  const segments: Segment[] = []
  for (const number of numbers) {
    segments.push(await replaySegment(directory, number, { progress, report }))
  }
  const { state, placed, nextIndex } = progress
  // No whole snapshot: the process ended while it made the stream, and answered nobody.
  return state === undefined ? undefined : { directory, state, placed, nextIndex, segments }
}

/** Reads every stream back. A torn end is cut off and counted; nothing it finds stops the start. */
export async function replay(
  root: string,
): Promise<{ streams: readonly Replayed[]; report: ReplayReport }> {
  await mkdir(root, { recursive: true })
  const report: ReplayReport = { torn: 0, cutBytes: 0 }
  const streams: Replayed[] = []
  for (const entry of await readdir(root, { withFileTypes: true })) {
    const directory = join(root, entry.name)
    if (entry.name.startsWith(deletedPrefix)) await rm(directory, { recursive: true })
    // What is not ours stays as it is.
    if (!entry.isDirectory() || !entry.name.startsWith(streamPrefix)) continue
    const found = await replayStream(directory, report)
    if (found === undefined) await rm(directory, { recursive: true })
    else streams.push(found)
  }
  return { streams, report }
}
