import type { ArchivedFile } from './read-archive.ts'

/** Where a record stands in a stream. */
export interface StreamPlace {
  readonly stream: string
  readonly shardId: string
  readonly sequenceNumber: string
}

/** By stream and shard: how far it was archived, as a life of the Firehose found it. */
export type Positions = Readonly<Record<string, Readonly<Record<string, string>>>>

/** One life of what writes an archive: every writer has a name of its own, drawn when it starts. */
const byWriter = (files: readonly ArchivedFile[]): Map<string, ArchivedFile[]> =>
  Map.groupBy(files, ({ writer }) => writer)

/**
 * Lines that one life stored more often than they came to it: only a crash doubles, and what it
 * doubles is stored again by another life.
 */
export function doubledByOneLife(
  files: readonly ArchivedFile[],
  timesOf: (line: string) => number = () => 1,
): string[] {
  const doubled: string[] = []
  for (const [writer, own] of byWriter(files)) {
    const times = new Map<string, number>()
    for (const line of own.flatMap(({ lines }) => lines)) {
      times.set(line, (times.get(line) ?? 0) + 1)
    }
    for (const [line, count] of times) {
      if (count > timesOf(line)) doubled.push(`${count} times by ${writer}: ${line.slice(0, 100)}`)
    }
  }
  return doubled
}

/**
 * Lines that were stored again although the position was past them when the life began: the window of
 * a kill is what was stored since the last position, and no more.
 */
export function storedBeforePosition(
  files: readonly ArchivedFile[],
  places: ReadonlyMap<string, readonly StreamPlace[]>,
  positionsOf: (writer: string) => Positions,
): string[] {
  const early: string[] = []
  for (const [writer, own] of byWriter(files)) {
    const positions = positionsOf(writer)
    const isPast = ({ stream, shardId, sequenceNumber }: StreamPlace): boolean => {
      const position = positions[stream]?.[shardId]
      if (position === undefined) return false
      return position === 'SHARD_END' || BigInt(sequenceNumber) <= BigInt(position)
    }
    for (const line of own.flatMap(({ lines }) => lines)) {
      const found = places.get(line) ?? []
      if (found.length > 0 && found.every(isPast)) early.push(`${writer}: ${line.slice(0, 100)}`)
    }
  }
  return early
}
