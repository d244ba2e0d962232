import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Plugin, rollup } from 'rollup'
import { minify } from 'terser'
import { privateNames } from './private-names.ts'

const home = join(import.meta.dirname, '..')
const consumer = 'consumer.ts'

export interface BundleOptions {
  /** The source of a module that imports `@weir/browser-sdk` as a user would. */
  readonly source: string
  readonly format: 'es' | 'iife'
}

/** Our packages resolve to their source; everything else to what is installed. */
const sources: Plugin = {
  name: 'sources',
  resolveId(id, importer) {
    if (id === consumer) return id
    if (id === '@weir/browser-sdk') return join(home, 'src/index.ts')
    if (id.startsWith('@weir/browser-sdk/')) return join(home, `src/${id.slice(18)}.ts`)
    if (id === '@weir/schema') return join(home, '../schema/src/index.ts')
    if (id.startsWith('.')) return join(importer ?? home, '..', id)
    return fileURLToPath(import.meta.resolve(id))
  },
  async load(id) {
    const text = await readFile(id, 'utf8')
    return id.endsWith('.ts') ? stripTypeScriptTypes(text) : text
  },
}

/** What a browser is given: one minified file, with the names that only we know shortened. */
export async function bundle({ source, format }: BundleOptions): Promise<string> {
  const build = await rollup({
    input: consumer,
    treeshake: { moduleSideEffects: (id) => id === consumer },
    plugins: [
      { name: 'consumer', load: (id) => (id === consumer ? stripTypeScriptTypes(source) : null) },
      sources,
    ],
  })
  const { output } = await build.generate({ format, strict: false })
  await build.close()
  return shrink(output[0].code, format === 'es')
}

async function shrink(code: string, module: boolean): Promise<string> {
  const names = new RegExp(`^(?:${(await privateNames()).join('|')})$`, 'u')
  const { code: small = '' } = await minify(code, {
    module,
    ecma: 2020,
    compress: {
      toplevel: true,
      keep_fargs: false,
      unsafe: true,

      unsafe_methods: true,
      booleans_as_integers: false,

      passes: 3,
      unsafe_arrows: true,
      pure_getters: true,
      hoist_props: true,
    },
    mangle: { toplevel: true, properties: { regex: names } },
    format: { comments: false },
  })
  return small
}
