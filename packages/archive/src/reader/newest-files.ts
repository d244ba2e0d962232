import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hourMs } from '../layout/partition.ts'

/** A file of an archive, and when it got its name. */
export interface NewestFile {
  /** From the root of the archive, with slashes. */
  readonly path: string
  readonly bytes: number
  readonly landedMs: number
  /** The hour of arrival that it belongs to. */
  readonly startMs: number
}

const levels = ['year', 'month', 'day', 'hour'] as const

/**
 * The files of the newest hours below a folder: at least so many as asked for, where there are so
 * many, and at least two hours of them, as an hour's last file lands when the next one has begun.
 * However old an archive is, only these hours are looked at.
 */
export async function newestFiles(
  root: string,
  folder: string,
  atLeast: number,
): Promise<NewestFile[]> {
  const files: NewestFile[] = []
  let latestMs: number | undefined
  for await (const { path, startMs } of hoursBackward(root, folder)) {
    latestMs ??= startMs
    if (files.length >= atLeast && latestMs - startMs > hourMs) break
    for (const name of await namesIn(join(root, path))) {
      const found = await stat(join(root, path, name)).catch(() => undefined)
      if (found?.isFile() !== true) continue
      const { size: bytes, mtimeMs } = found
      files.push({ path: `${path}/${name}`, bytes, landedMs: Math.floor(mtimeMs), startMs })
    }
  }
  return files
}

interface HourFolder {
  readonly path: string
  readonly startMs: number
}

async function* hoursBackward(
  root: string,
  folder: string,
  values: readonly number[] = [],
): AsyncGenerator<HourFolder> {
  const level = levels[values.length]
  if (level === undefined) {
    const [year = 0, month = 1, day = 1, hour = 0] = values
    yield { path: folder, startMs: Date.UTC(year, month - 1, day, hour) }
    return
  }
  const pattern = new RegExp(`^${level}=(\\d{2,4})$`, 'u')
  for (const name of (await namesIn(join(root, folder))).toReversed()) {
    const [, digits] = pattern.exec(name) ?? []
    if (digits === undefined) continue
    yield* hoursBackward(root, `${folder}/${name}`, [...values, Number(digits)])
  }
}

/** Sorted; none where there is no folder, as a file may go while others are looked at. */
async function namesIn(path: string): Promise<string[]> {
  const names = await readdir(path).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  })
  return names.filter((name) => !name.startsWith('.') && !name.startsWith('_')).sort()
}
