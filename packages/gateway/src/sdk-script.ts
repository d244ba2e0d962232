import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** The script-tag build of the SDK, or undefined where it is not installed or not built. */
export async function loadSdkScript(resolve: () => string): Promise<Buffer | undefined> {
  try {
    return await readFile(fileURLToPath(resolve()))
  } catch {
    return undefined
  }
}
