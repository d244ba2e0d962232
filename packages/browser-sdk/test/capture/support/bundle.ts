import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { resolve } from 'node:path'
import { rollup } from 'rollup'

const root = resolve(import.meta.dirname, '../../..')

const packages: Readonly<Record<string, string>> = {
  '@weir/schema': resolve(root, '../schema/src/index.ts'),
  'web-vitals': resolve(root, 'node_modules/web-vitals/dist/web-vitals.js'),
}

/** A script for a page, with everything that an entry exports in a global variable. */
export async function bundle(entry: string, name: string): Promise<string> {
  const build = await rollup({
    input: entry,
    plugins: [
      {
        name: 'source',
        resolveId: (id) => packages[id] ?? null,
        load: async (id) =>
          id.endsWith('.ts') ? stripTypeScriptTypes(await readFile(id, 'utf8')) : null,
      },
    ],
  })
  const { output } = await build.generate({ format: 'iife', name })
  await build.close()
  return output[0].code
}
