import { join } from 'node:path'
import { bundle } from '@weir/browser-sdk/bundle'
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite'
import type { Subject } from './subjects/subject.ts'

/** Two modules that no file has: what a site would write, and our package as it is published. */
const entry = join(import.meta.dirname, 'page.js')
const published = join(import.meta.dirname, 'published.js')

/** `endpoint` and `writeKey` come from the tag that loads the script. */
const head = 'const { endpoint, writeKey } = document.currentScript?.dataset ?? {}'

const modules = (source: string): Plugin => ({
  name: 'modules',
  enforce: 'pre',
  resolveId(id) {
    if (id === '@weir/browser-sdk') return published
    return id === entry ? id : undefined
  },
  load(id) {
    if (id === published) return bundle({ entry: 'index', format: 'es' })
    return id === entry ? `${source}\n` : undefined
  },
})

type Output = Rolldown.OutputChunk

async function run({ source }: Subject, format: 'iife' | 'es'): Promise<readonly Output[]> {
  // Imports stand before everything else, so the head may follow them.
  const lines = source.replace(/^(?!\s*import )(?=\s*\S)/mu, `${head}\n`)
  const config: InlineConfig = {
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    plugins: [modules(lines)],
    build: {
      write: false,
      target: 'es2020',
      minify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: entry, output: { format } },
    },
  }
  const built = (await build(config)) as Rolldown.RolldownOutput
  return built.output.filter((file) => file.type === 'chunk')
}

/** One script, with everything in it. */
export async function scriptOf(subject: Subject): Promise<string> {
  const [chunk] = await run(subject, 'iife')
  if (chunk === undefined) throw new Error(`no script of ${subject.name}`)
  return chunk.code
}

/** What a page loads to begin with, and what it loads later, if it comes to that. */
export interface Chunks {
  readonly first: string
  readonly later: string
}

export async function chunksOf(subject: Subject): Promise<Chunks> {
  const chunks = await run(subject, 'es')
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const first = new Set<string>()
  const add = (name: string): void => {
    if (first.has(name)) return
    first.add(name)
    for (const next of byName.get(name)?.imports ?? []) add(next)
  }
  for (const { isEntry, fileName } of chunks) if (isEntry) add(fileName)
  const code = (isFirst: boolean): string =>
    chunks
      .filter(({ fileName }) => first.has(fileName) === isFirst)
      .map((chunk) => chunk.code)
      .join('\n')
  return { first: code(true), later: code(false) }
}
