import { join } from 'node:path'
import { checkpointName } from './checkpoint.ts'
import type { Files } from './files.ts'
import { spareSuffix, unfinishedSuffix } from './spare-maker.ts'
import { parseSegmentName } from './segment.ts'

const lockNames = new Set(['lock', 'lock-journal', 'owner'])
const checkpointNames = new Set([checkpointName, `${checkpointName}.tmp`])

/** Whether a spool made this file, as far as its name tells. */
export function isSpoolFile(name: string): boolean {
  return (
    parseSegmentName(name) !== undefined ||
    name.endsWith(spareSuffix) ||
    name.endsWith(unfinishedSuffix) ||
    checkpointNames.has(name) ||
    lockNames.has(name)
  )
}

/** The segments before the checkpoint that covers them, the lock last. Fails on foreign files. */
export async function removeSpool(options: { directory: string; files: Files }): Promise<void> {
  const { directory, files } = options
  const names = (await files.list(directory)).map(({ name }) => name).filter(isSpoolFile)
  const rank = (name: string): number =>
    lockNames.has(name) ? 2 : Number(checkpointNames.has(name))
  for (const name of names.toSorted((a, b) => rank(a) - rank(b))) {
    await files.remove(join(directory, name))
  }
  await files.removeDirectory(directory)
}
