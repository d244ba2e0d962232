import type { LandedFile } from './queries.ts'

type Listed = Omit<LandedFile, 'events'>

export interface FileCounts {
  /** The files with what is known of them; counts what is not, for the next time that it is asked. */
  readonly of: (files: readonly Listed[]) => LandedFile[]
}

/** Compressed bytes that are counted at a time: about a second's work for a process of low priority. */
const budgetBytes = 16 * 1024 * 1024
const mostKept = 10_000

/** Knows how many events files have. A file is never changed in place, so it is looked at once. */
export function createFileCounts(
  count: (keys: readonly string[]) => Promise<readonly (number | null)[]>,
): FileCounts {
  const known = new Map<string, number | null>()
  let isCounting = false
  const nameOf = ({ key, bytes, landedMs }: Listed): string => `${key} ${bytes} ${landedMs}`

  const countThese = async (files: readonly Listed[]): Promise<void> => {
    isCounting = true
    try {
      const counts = await count(files.map(({ key }) => key))
      for (const [at, file] of files.entries()) known.set(nameOf(file), counts[at] ?? null)
      for (const name of known.keys()) {
        if (known.size <= mostKept) break
        known.delete(name)
      }
    } catch {
      // It stays unknown, and is asked for again with the next list.
    } finally {
      isCounting = false
    }
  }

  return {
    of(files) {
      let bytes = 0
      const unknown = files.filter((file) => {
        if (known.has(nameOf(file))) return false
        bytes += file.bytes
        return bytes <= budgetBytes || bytes === file.bytes
      })
      if (!isCounting && unknown.length > 0) void countThese(unknown)
      return files.map((file) => ({ ...file, events: known.get(nameOf(file)) ?? null }))
    },
  }
}
