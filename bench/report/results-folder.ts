import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pictures } from './pictures.ts'
import { type PageEntry, resultsPage } from './results-page.ts'
import type { StoredResult } from './stored-result.ts'

/** What the benchmarks are called, and what they compare. */
export type BenchNames = readonly Pick<PageEntry, 'name' | 'about'>[]

const jsonOf = (folder: string, bench: string): string => join(folder, 'results', `${bench}.json`)

/** Everything that follows from the stored results, by its path in the folder. */
export async function derivedFiles(
  folder: string,
  names: BenchNames,
): Promise<ReadonlyMap<string, string>> {
  const entries = await Promise.all(names.map((entry) => read(folder, entry)))
  const drawn = entries.flatMap(({ name, stored }) =>
    stored === undefined ? [] : [...pictures(name, stored.result)],
  )
  return new Map([
    ['RESULTS.md', resultsPage(entries)],
    ...drawn.map(([file, { svg }]) => [join('results', file), svg] as const),
  ])
}

async function read(folder: string, entry: BenchNames[number]): Promise<PageEntry> {
  try {
    const text = await readFile(jsonOf(folder, entry.name), 'utf8')
    return { ...entry, stored: JSON.parse(text) as StoredResult }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return entry
    throw error
  }
}

/** Keeps new results, and writes the page and the pictures anew from all that are kept. */
export async function writeResults(
  folder: string,
  names: BenchNames,
  results: readonly StoredResult[],
): Promise<void> {
  await mkdir(join(folder, 'results'), { recursive: true })
  for (const each of results)
    await writeFile(jsonOf(folder, each.bench), `${JSON.stringify(each, undefined, 1)}\n`)
  const files = await derivedFiles(folder, names)
  // Pictures of a condition that is no longer measured.
  for (const old of await readdir(join(folder, 'results'))) {
    const path = join('results', old)
    if (old.endsWith('.svg') && !files.has(path)) await rm(join(folder, path))
  }
  for (const [path, text] of files) await writeFile(join(folder, path), text)
}
