import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Plugin, rollup } from 'rollup'
import { minify } from 'terser'
import { privateNames } from './private-names.ts'

const home = join(import.meta.dirname, '..')

export interface BundleOptions {
  /** One of our entries, by the name of its file in `src`. */
  readonly entry?: string
  /** Or the source of a module that imports `@weir/browser-sdk`, as a user would. */
  readonly source?: string
  readonly format: 'es' | 'iife'
}

/** A path that no file has. */
const virtual = join(home, 'consumer.ts')

/** The compiler has seen that nothing is assigned twice, and `let` is shorter: 24 bytes of brotli. */
const withLet = (code: string): string =>
  code.replace(/^( *(?:export )?|.*\bfor \()const /gmu, '$1let ')

/** Our packages are taken from their sources; everything else from what is installed. */
const sources = (source = ''): Plugin => ({
  name: 'sources',
  resolveId(id, importer) {
    if (importer === undefined) return id
    if (id === '@weir/browser-sdk') return join(home, 'src/index.ts')
    if (id === '@weir/schema') return join(home, '../schema/src/index.ts')
    return id.startsWith('.') ? join(dirname(importer), id) : fileURLToPath(import.meta.resolve(id))
  },
  async load(id) {
    const text = id === virtual ? source : await readFile(id, 'utf8')
    return id.endsWith('.ts') ? withLet(stripTypeScriptTypes(text)) : text
  },
})

/** What a browser is given: one minified file, with the names that only we know shortened. */
export async function bundle({ entry, source, format }: BundleOptions): Promise<string> {
  const input = entry === undefined ? virtual : join(home, `src/${entry}.ts`)
  const build = await rollup({
    input,
    // As package.json says it: no module but the one that is asked for does anything by itself.
    treeshake: { moduleSideEffects: (id) => id === input },
    plugins: [sources(source)],
  })
  const { output } = await build.generate({ format, strict: false })
  await build.close()
  return shrink(output[0].code, format === 'es')
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Short names. Little else has capitals, so these are cheaper for brotli: 29 bytes. */
const capitalsFirst = {
  get(nth: number): string {
    const first = letters.charAt(nth % letters.length)
    return nth < letters.length ? first : first + this.get(Math.floor(nth / letters.length) - 1)
  },
}

async function shrink(code: string, isModule: boolean): Promise<string> {
  const names = new RegExp(`^(?:${(await privateNames()).join('|')})$`, 'u')
  const { code: small = '' } = await minify(code, {
    module: isModule,
    toplevel: true,
    ecma: 2020,
    compress: {
      // Fewer bytes of brotli than with more passes, and with functions where they stand: 34 of them.
      passes: 2,
      hoist_funs: true,
      keep_fargs: false,
      lhs_constants: false,
      pure_getters: true,
      unsafe: true,
      unsafe_arrows: true,
    },
    mangle: {
      nth_identifier: capitalsFirst,
      properties: { regex: names, nth_identifier: capitalsFirst },
    },
    format: { comments: false },
  })
  return small
}
