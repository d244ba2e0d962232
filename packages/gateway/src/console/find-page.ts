import { access } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** The built live page, or undefined where it is not installed or not built. */
export async function findConsolePage(resolve: () => string): Promise<string | undefined> {
  try {
    const path = fileURLToPath(resolve())
    await access(path)
    return path
  } catch {
    return undefined
  }
}
