import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** Where the script-tag build is, in the words of its package. */
export const sdkScriptName = '@weir/browser-sdk/weir.js'

/** The script-tag build of the SDK, or undefined where it is not installed or not built. */
export async function loadSdkScript(resolve: () => string): Promise<Buffer | undefined> {
  try {
    return await readFile(fileURLToPath(resolve()))
  } catch {
    return undefined
  }
}
