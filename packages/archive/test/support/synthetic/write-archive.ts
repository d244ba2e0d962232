import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { RejectedRecord } from '@weir/schema'
import { fileName } from '../../../src/layout/file-name.ts'
import { type ArchiveStream, hourMs, hourOf, partitionOf } from '../../../src/layout/partition.ts'
import type { Arrival } from './records.ts'

export interface WriteOptions {
  /** How many lines a file holds at most. Default 2,000. */
  readonly linesPerFile?: number
  readonly writer?: string
  readonly stream?: ArchiveStream
}

export interface Written {
  readonly lines: number
  readonly bytes: number
  /** From the root of the archive. */
  readonly files: readonly string[]
}

/** An archive as the gateway or Firehose would leave it, from records in any order. */
export async function writeArchive(
  root: string,
  arrivals: Iterable<Arrival | { record: RejectedRecord; arrivedMs: number }>,
  options: WriteOptions = {},
): Promise<Written> {
  const { linesPerFile = 2000, writer = '0123456789ab', stream = 'events' } = options
  const hours = new Map<number, string[]>()
  const files: string[] = []
  let lines = 0
  let bytes = 0
  const flush = async (hour: number, waiting: readonly string[]): Promise<void> => {
    const name = fileName({ firstMs: hour, writer, number: files.length + 1, compression: 'gzip' })
    const path = `${partitionOf(stream, new Date(hour))}/${name}`
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), gzipSync(waiting.join(''), { level: 1 }))
    files.push(path)
  }
  let latest = 0
  for (const { record, arrivedMs } of arrivals) {
    const line = `${JSON.stringify(record)}\n`
    const hour = hourOf(arrivedMs)
    const waiting = hours.get(hour) ?? []
    waiting.push(line)
    hours.set(hour, waiting)
    lines += 1
    bytes += Buffer.byteLength(line)
    if (waiting.length >= linesPerFile) {
      hours.delete(hour)
      await flush(hour, waiting)
    }
    latest = Math.max(latest, hour)
    // What is so old is complete but for stragglers: memory stays small for archives of any size.
    for (const [old, kept] of hours.size > 100 ? hours : []) {
      if (old > latest - 50 * hourMs) continue
      hours.delete(old)
      await flush(old, kept)
    }
  }
  for (const [hour, waiting] of hours) await flush(hour, waiting)
  return { lines, bytes, files }
}
