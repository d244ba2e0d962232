import { readFile } from 'node:fs/promises'
import { findPackageJSON, stripTypeScriptTypes } from 'node:module'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rollup } from 'rollup'

const entry = fileURLToPath(new URL('handler/main.ts', import.meta.url))

/** The handler as one module for Lambda, with nothing but what it uses. */
export async function bundleHandler(): Promise<string> {
  const build = await rollup({
    input: entry,
    external: /^node:/u,
    plugins: [
      {
        name: 'source',
        resolveId: (id) => (id.startsWith('@weir/') ? sourceOf(id) : null),
        load: async (id) => stripTypeScriptTypes(await readFile(id, 'utf8')),
      },
    ],
  })
  const { output } = await build.generate({ format: 'es' })
  await build.close()
  return output[0].code
}

/** The source of an entry of a workspace package, as its `weir-source` condition names it. */
async function sourceOf(id: string): Promise<string> {
  const [scope, name, ...path] = id.split('/')
  const manifest = findPackageJSON(id, import.meta.url) ?? ''
  const { exports: entries } = JSON.parse(await readFile(manifest, 'utf8')) as {
    exports: Readonly<Record<string, { 'weir-source'?: string } | undefined>>
  }
  const source = entries[['.', ...path].join('/')]?.['weir-source']
  if (source === undefined) throw new Error(`${scope}/${name} has no source for ${id}`)
  return resolve(dirname(manifest), source)
}
