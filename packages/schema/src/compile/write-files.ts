import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Files by path relative to a folder. */
export type OutputFiles = ReadonlyMap<string, string>

/** Writes all of the files; each appears whole or not at all. */
export async function writeFiles(folder: string, files: OutputFiles): Promise<void> {
  const pending: { from: string; to: string }[] = []
  for (const [name, text] of files) {
    const to = join(folder, name)
    const from = `${to}.tmp-${process.pid}`
    await mkdir(dirname(to), { recursive: true })
    await writeFile(from, text)
    pending.push({ from, to })
  }
  for (const { from, to } of pending) await rename(from, to)
}

/** The names of the files that are missing or differ from what would be written. */
export async function staleFiles(folder: string, files: OutputFiles): Promise<string[]> {
  const stale: string[] = []
  for (const [name, text] of files) {
    const committed = await readFile(join(folder, name), 'utf8').catch(() => undefined)
    if (committed !== text) stale.push(name)
  }
  return stale
}
