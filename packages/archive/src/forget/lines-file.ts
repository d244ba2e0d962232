import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, createZstdCompress } from 'node:zlib'
import { compressionOf } from '../layout/file-name.ts'
import { readLinesOf } from '../reader/read-lines.ts'
import { isTheirRecord, type Visitor } from './visitor.ts'

export interface LinesCount {
  /** In the file. */
  readonly lines: number
  /** Theirs. */
  readonly theirs: number
}

/** How often an id of theirs stands in a line as one of the fields that hold ids. */
const idPattern = /"(?:user_id|anonymous_id|network_id|session_id)"\s*:\s*("(?:[^"\\]|\\.)*")/gu

/** Ids as they stand in lines, for a look that is cheap enough for every line. */
export interface Wanted {
  readonly visitor: Visitor
  readonly ids: ReadonlySet<string>
}

export function wantedOf(visitor: Visitor): Wanted {
  const sessions = [...visitor.sessions].map((visit) => visit.slice(visit.indexOf('\n') + 1))
  return { visitor, ids: new Set([...visitor.userIds, ...visitor.deviceIds, ...sessions]) }
}

/** Whether a line is theirs. One that is no JSON is, when it names them: better too much than too little. */
export function isTheirLine(line: string, { visitor, ids }: Wanted): boolean {
  if (!namesOneOf(line, ids)) return false
  try {
    return isTheirRecord(JSON.parse(line), visitor)
  } catch {
    return namesOneOf(line, new Set([...visitor.userIds, ...visitor.deviceIds]))
  }
}

function namesOneOf(line: string, ids: ReadonlySet<string>): boolean {
  for (const [, text = ''] of line.matchAll(idPattern)) {
    if (ids.has(unquote(text))) return true
  }
  return false
}

function unquote(text: string): string {
  if (!text.includes('\\')) return text.slice(1, -1)
  try {
    return JSON.parse(text) as string
  } catch {
    return text.slice(1, -1)
  }
}

/** Looks through a file. Throws where it is damaged. */
export async function countLines(
  path: string,
  wanted: Wanted,
  signal?: AbortSignal,
): Promise<LinesCount> {
  let lines = 0
  let theirs = 0
  for await (const line of readLinesOf(path, signal)) {
    lines += 1
    if (isTheirLine(line.toString(), wanted)) theirs += 1
  }
  return { lines, theirs }
}

const newline = Buffer.from('\n')

/** Writes a file again without their lines, in the compression that its name says. */
export async function writeWithout(
  { root, path, target }: { readonly root: string; readonly path: string; readonly target: string },
  wanted: Wanted,
  signal?: AbortSignal,
): Promise<LinesCount> {
  let lines = 0
  let theirs = 0
  async function* kept(): AsyncGenerator<Buffer> {
    for await (const line of readLinesOf(join(root, path), signal)) {
      lines += 1
      if (isTheirLine(line.toString(), wanted)) theirs += 1
      else yield Buffer.concat([line, newline])
    }
  }
  const compress = compressionOf(path) === 'zstd' ? createZstdCompress() : createGzip()
  await pipeline(
    Readable.from(kept()),
    compress,
    createWriteStream(target, { flags: 'wx', mode: 0o640 }),
    signal === undefined ? {} : { signal },
  )
  return { lines, theirs }
}
