import { join } from 'node:path'
import type { Clock } from './clock.ts'
import type { Files, OpenFile } from './files.ts'
import type { OnProblem } from './problem.ts'
import { createBlock, endMarkBytes, stampEndMark } from './record-codec.ts'
import { newIdentity, type Segment, segmentName } from './segment.ts'
import { createSpareMaker, spareSuffix } from './spare-maker.ts'
import { diskError, SpoolError } from './spool-error.ts'

interface PoolOptions {
  directory: string
  files: Files
  segmentBytes: number
  maxSegments: number
  clock: Clock
  onProblem: OnProblem
  /** From recovery: the highest generation in use, the live segments, the spare files. */
  lastGeneration: number
  liveSegments: number
  spares: readonly string[]
}

export interface SegmentPool {
  /** A durable, empty segment open for appending: a recycled file, else a new one. */
  take(base: number): Promise<Segment>
  /** Makes a spare in the background, so that no append waits for one. */
  prepare(): void
  /** Makes the file of a delivered segment available again, or gives it back to the disk. */
  free(segment: Segment, how: { isRemoved: boolean }): Promise<void>
  /** How many segments may exist now: fewer than the cap while the disk refuses more. */
  maxSegments(): number
  spares(): number
  /** Waits for the background. */
  settle(): Promise<void>
}

export function createSegmentPool(options: PoolOptions): SegmentPool {
  const { segmentBytes, maxSegments } = options
  const spares = [...options.spares]
  const maker = createSpareMaker(options, (name) => spares.push(name))
  let live = options.liveSegments
  let generation = options.lastGeneration

  const mayCreate = (): boolean => live + spares.length < maxSegments && !maker.isRefused()

  async function spare(): Promise<string> {
    if (spares.length === 0 && (maker.running || mayCreate())) await maker.make()
    const name = spares.shift()
    if (name === undefined) throw new SpoolError('full', 'every segment is in use')
    return name
  }

  return {
    async take(base) {
      try {
        const spareName = await spare()
        generation += 1
        const segment = emptySegment({ generation, base, sizeBytes: segmentBytes })
        segment.file = await activate(options, spareName, segment)
        live += 1
        return segment
      } catch (error) {
        throw diskError('cannot open a segment', error)
      }
    },
    prepare() {
      if (spares.length > 0 || maker.running || !mayCreate()) return
      maker.make().catch(() => undefined) // reported where it happened
    },
    async free(segment, { isRemoved }) {
      const isReusable = !segment.isPoisoned && segment.sizeBytes === segmentBytes
      const isWanted = live + spares.length <= maxSegments
      const name = await recycle(options, segment, isReusable && isWanted && !isRemoved)
      if (name) spares.push(name)
      live -= 1
    },
    maxSegments: () =>
      maker.isRefused() ? Math.min(live + spares.length, maxSegments) : maxSegments,
    spares: () => spares.length,
    async settle() {
      await maker.running?.catch(() => undefined)
    },
  }
}

/** Gives the file a spare's name, or removes it. */
async function recycle(
  { directory, files }: PoolOptions,
  segment: Segment,
  isKept: boolean,
): Promise<string | undefined> {
  const path = join(directory, segment.name)
  if (!isKept) {
    await files.remove(path)
    return undefined
  }
  const name = segment.name.replace(/\..*$/, spareSuffix)
  await files.rename(path, join(directory, name))
  return name
}

function emptySegment(use: { generation: number; base: number; sizeBytes: number }): Segment {
  const { base, sizeBytes } = use
  const identity = newIdentity(use.generation)
  const name = segmentName({ identity, base })
  const nothingYet = { endOffset: 0, endSequence: base, isPoisoned: false, file: undefined }
  return { name, identity, base, sizeBytes, ...nothingYet }
}

/**
 * The end mark first, then the name: a file with a segment's name always holds something of that
 * segment, so that one that holds nothing is known to be damaged.
 */
async function activate(
  { directory, files }: PoolOptions,
  spareName: string,
  segment: Segment,
): Promise<OpenFile> {
  const spare = join(directory, spareName)
  const path = join(directory, segment.name)
  const file = await files.open(spare, 'durable')
  try {
    const mark = createBlock(Buffer.alloc(endMarkBytes))
    stampEndMark(mark, 0, { identity: segment.identity, sequence: segment.base })
    await file.write([mark.bytes], 0)
    await files.rename(spare, path)
    await files.syncDirectory(directory)
    return file
  } catch (error) {
    await file.close().catch(() => undefined)
    for (const half of [spare, path]) await files.remove(half).catch(() => undefined)
    throw error
  }
}
