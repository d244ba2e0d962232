import { join } from 'node:path'
import { declarations } from './declarations.ts'

export const apiFile: string = join(import.meta.dirname, '../generated/api.d.ts')

/** All that is public, in one text: what changes here changes for users. */
export async function apiSource(): Promise<string> {
  const files = await declarations(['index.d.ts', 'vitals.d.ts'])
  const parts = [...files]
    .filter(([path]) => !path.startsWith('schema/'))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, text]) => `// ${path}\n${text.trim()}\n`)
  return ['// Written by packages/browser-sdk/build/generate.ts. Do not edit.', ...parts].join('\n')
}
