import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createDirectoryStore, explainFailure } from '@weir/archive'

/** How far a stream is archived: by shard, a sequence number, or that it is read to its end. */
export interface StreamPositions {
  /** When the stream was made: positions of one made before under the same name mean nothing. */
  readonly createdMs: number
  readonly shards: Readonly<Record<string, string>>
}

export type Positions = Readonly<Record<string, StreamPositions>>

/** Where positions survive: a file that is replaced as a whole. */
export interface CheckpointFile {
  /** Nothing where there is no file. One that cannot be read is put aside and told. */
  readonly load: () => Promise<Positions>
  readonly save: (positions: Positions) => Promise<void>
}

const name = 'firehose-positions.json'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function isPositions(value: unknown): value is Positions {
  return (
    isObject(value) &&
    Object.values(value).every(
      (stream) =>
        isObject(stream) &&
        typeof stream.createdMs === 'number' &&
        isObject(stream.shards) &&
        Object.values(stream.shards).every((position) => typeof position === 'string'),
    )
  )
}

function parse(text: string): Positions | undefined {
  try {
    const { positions } = JSON.parse(text) as { positions?: unknown }
    return isPositions(positions) ? positions : undefined
  } catch {
    return undefined
  }
}

export function createCheckpointFile(
  folder: string,
  onProblem: (line: string) => void,
): CheckpointFile {
  const path = join(folder, name)
  const store = createDirectoryStore({ root: folder })
  return {
    async load() {
      await store.prepare()
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        // A file that is there and cannot be read must not be written over.
        if (error.code !== 'ENOENT') throw error
        return undefined
      })
      if (text === undefined) return {}
      const positions = parse(text)
      if (positions !== undefined) return positions
      await rename(path, `${path}.damaged`)
      onProblem(`${path} is damaged and put aside: everything is read again from the oldest record`)
      return {}
    },
    async save(positions) {
      const file = await store.create(name)
      try {
        await file.write(
          Buffer.from(`${JSON.stringify({ version: 1, positions }, undefined, 1)}\n`),
        )
        await file.commit()
      } catch (error) {
        await file.abort()
        throw new Error(`cannot write ${path}: ${explainFailure(error)}`, { cause: error })
      }
    },
  }
}
