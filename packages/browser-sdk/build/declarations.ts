import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'

const home = join(import.meta.dirname, '..')

/** Compiles the declarations of all sources into a folder. */
async function compile(folder: string): Promise<void> {
  const words = ['-p', join(home, 'tsconfig.build.json'), '--outDir', folder]
  await new Promise<void>((resolve, reject) => {
    execFile(join(home, '../../node_modules/.bin/tsc'), words, (error, output) => {
      if (error) reject(new Error(`the declarations do not compile\n${output}`))
      else resolve()
    })
  })
}

/** Where a declaration is read, by where it will be: what we take of the schema travels with us. */
const sourceOf = (path: string): string =>
  path.startsWith('schema/') ? `schema/src/${path.slice(7)}` : `browser-sdk/src/${path}`

const specifier = /(?<= from ')[^']+(?=')/gu

/**
 * The declarations of the entries, and of whatever those name: by path in `dist`. They name no other
 * package, so that nothing has to be installed beside this one.
 */
export async function declarations(
  entries: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-declarations-'))
  try {
    await compile(folder)
    const found = new Map<string, string>()
    const follow = async (path: string): Promise<void> => {
      if (found.has(path)) return
      const text = await readFile(join(folder, sourceOf(path)), 'utf8')
      const own = text.replaceAll(specifier, (name) => {
        if (name !== '@weir/schema') return name.replace(/\.ts$/u, '.js')
        const to = posix.relative(dirname(path), 'schema/index.js')
        return to.startsWith('.') ? to : `./${to}`
      })
      found.set(path, own)
      for (const [name] of own.matchAll(specifier)) {
        await follow(posix.join(dirname(path), name.replace(/\.js$/u, '.d.ts')))
      }
    }
    for (const entry of entries) await follow(entry)
    return found
  } finally {
    await rm(folder, { recursive: true })
  }
}
