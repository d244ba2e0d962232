import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const home = join(import.meta.dirname, '..')
/** Whose members are the API, the wire, or the contract of extensions. */
const publicFiles = [
  'src/options.ts',
  'src/weir.ts',
  'src/capture/capture.ts',
  'src/capture/capture-pages.ts',
  'src/plugins/plugin.ts',
  '../schema/src/generated/types.ts',
]
const block = /^export interface [^{]*\{(.*?)^\}/gmsu
const member = /^ {2,4}(?:readonly )?(\w+)\??:/gmu

/** The members of all interfaces in these files. */
async function membersOf(files: readonly string[]): Promise<readonly string[]> {
  const texts = await Promise.all(files.map((file) => readFile(join(home, file), 'utf8')))
  const blocks = texts.flatMap((text) => Array.from(text.matchAll(block), ([body]) => body))
  return blocks.flatMap((body) => Array.from(body.matchAll(member), ([, name]) => name ?? ''))
}

/** The names of the members that only the SDK itself knows: these may be shortened, no others. */
export async function privateNames(): Promise<readonly string[]> {
  const known = new Set(await membersOf(publicFiles))
  const files: string[] = []
  for await (const file of glob('src/**/*.ts', { cwd: home })) files.push(file)
  return [...new Set(await membersOf(files))].filter((name) => !known.has(name))
}
