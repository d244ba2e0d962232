import { join } from 'node:path'
import type { Files, OpenFile } from './files.ts'
import type { OnProblem } from './problem.ts'
import type { ReadWindows } from './read-windows.ts'
import { createSegmentScan, type SegmentScan } from './scan-segment.ts'
import type { Segment } from './segment.ts'

/** A segment open for reading, as far as it was durable at that moment. */
export interface OpenSegment {
  readonly segment: Segment
  readonly file: OpenFile
  readonly scan: SegmentScan
  readonly endOffset: number
  readonly endSequence: number
}

export interface SegmentAccess {
  /** Opened anew only when `next` is not in what is open. */
  open(segment: Segment, next: number): Promise<OpenSegment>
  close(): Promise<void>
}

interface AccessOptions {
  directory: string
  files: Files
  windowBytes: number
  windows: Pick<ReadWindows, 'take'>
  onProblem: OnProblem
}

/** Keeps the one segment open that is being read. */
export function createSegmentAccess(options: AccessOptions): SegmentAccess {
  const { directory, files, windowBytes, windows, onProblem } = options
  let current: OpenSegment | undefined

  async function close(): Promise<void> {
    const file = current?.file
    current = undefined
    await file?.close()
  }

  async function fileOf(segment: Segment): Promise<OpenFile> {
    if (current?.segment === segment) return current.file
    await close()
    return files.open(join(directory, segment.name), 'read')
  }

  return {
    async open(segment, next) {
      if (current?.segment === segment && next < current.endSequence) return current
      const file = await fileOf(segment)
      const { name, identity, endOffset, endSequence } = segment // the writer may go on from here
      const scan = createSegmentScan({
        file,
        identity,
        limit: endOffset,
        windowBytes,
        windows,
        onUnreadable: (offset, bytes, error) =>
          onProblem({ kind: 'unreadable', file: name, offset, bytes, error }),
      })
      current = { segment, file, scan, endOffset, endSequence }
      return current
    },
    close,
  }
}
