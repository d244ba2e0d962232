import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const home = join(import.meta.dirname, '..')

export const versionFile: string = join(home, 'src/version.ts')

/** Name and version as the package has them, for the envelope. */
export async function versionSource(): Promise<string> {
  const text = await readFile(join(home, 'package.json'), 'utf8')
  const { name, version } = JSON.parse(text) as { name: string; version: string }
  return [
    '// Written by packages/browser-sdk/build/generate.ts from package.json. Do not edit.',
    `export const sdkName = '${name}'`,
    `export const sdkVersion = '${version}'`,
    '',
  ].join('\n')
}
