import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { rollup } from 'rollup'
import { minify } from 'terser'
import { afterAll, beforeAll, expect, test } from 'vitest'

const home = join(import.meta.dirname, '../..')
const bin = join(home, '../../node_modules/.bin')
const run = (file: string, words: readonly string[], cwd: string) =>
  new Promise<string>((done) => {
    execFile(file, words, { cwd }, (error, out, err) => done(error ? out + err : out))
  })

/** A project of somebody who has installed the package. */
let project: string
const installed = () => join(project, 'node_modules/@weir/browser-sdk')

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'weir-sdk-package-'))
  await mkdir(installed(), { recursive: true })
  const words = ['--no-warnings', '--conditions=weir-source', 'build/build.ts']
  const said = await run(process.execPath, words, home)
  if (said !== '') throw new Error(said)
  await cp(join(home, 'dist'), join(installed(), 'dist'), { recursive: true })
  await cp(join(home, 'package.json'), join(installed(), 'package.json'))
})
afterAll(() => rm(project, { recursive: true }))

test('has what its package.json promises, and depends on nothing', async () => {
  const text = await readFile(join(installed(), 'package.json'), 'utf8')
  const { exports, dependencies } = JSON.parse(text) as {
    exports: Record<string, string | Record<string, string>>
    dependencies?: object
  }
  const paths = Object.values(exports).flatMap((entry) =>
    typeof entry === 'string' ? [entry] : [entry.types, entry.default],
  )
  // What is there for this repository alone has neither.
  const promised = paths.filter((path) => path !== undefined)
  for (const path of promised) {
    expect((await readFile(join(installed(), path), 'utf8')).length).toBeGreaterThan(100)
  }
  expect(promised).toHaveLength(7)
  expect(dependencies).toBeUndefined()
})

test('names the hash of the script beside it', async () => {
  const script = await readFile(join(installed(), 'dist/weir.js'))
  const about = JSON.parse(await readFile(join(installed(), 'dist/weir.json'), 'utf8')) as object
  const digest = createHash('sha384').update(script).digest('base64')
  expect(about).toEqual({
    file: 'weir.js',
    integrity: `sha384-${digest}`,
    bytes: script.length,
  })
})

test('leaves out of a bundle what is not used, after its names were shortened', async () => {
  await writeFile(
    join(project, 'use.js'),
    `import { createWeir } from '@weir/browser-sdk'
     createWeir({ endpoint: 'https://c.example.com', writeKey: 'wk_demo' })`,
  )
  const build = await rollup({
    input: join(project, 'use.js'),
    plugins: [
      {
        name: 'installed',
        resolveId: (id) => (id.startsWith('@weir/') ? join(installed(), 'dist/index.js') : null),
      },
    ],
  })
  const { output } = await build.generate({ format: 'iife' })
  await build.close()
  const { code = '' } = await minify(output[0].code, { toplevel: true, compress: { passes: 2 } })
  // Another minifier over ours costs a few bytes; what the core may cost by itself, size.test.ts says.
  expect(brotliCompressSync(code).length).toBeLessThan(4050)
  expect(code).not.toContain('unhandledrejection')
})

/** Compiles files of the project; gives the errors, as `file:line`. */
async function compile(...files: readonly string[]): Promise<string[]> {
  const words = [
    '--noEmit',
    '--strict',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--types',
    '',
  ]
  const more = ['--allowImportingTsExtensions', '--lib', 'es2022,dom,dom.iterable']
  await writeFile(join(project, 'package.json'), '{"type":"module"}')
  const output = await run(join(bin, 'tsc'), [...words, ...more, ...files], project)
  return Array.from(output.matchAll(/^([\w.-]+)\((\d+),/gmu), ([, file, line]) => `${file}:${line}`)
}

test('compiles every snippet of its manual', async () => {
  const pages = [join(home, 'README.md'), join(home, '../../docs/browser-sdk.md')]
  const texts = await Promise.all(pages.map((page) => readFile(page, 'utf8')))
  const snippets = texts.flatMap((text) =>
    Array.from(text.matchAll(/^```ts\n(.*?)^```/gmsu), ([, code]) => code ?? ''),
  )
  expect(snippets.length).toBeGreaterThan(3)
  const files = snippets.map((_, at) => `snippet-${at}.ts`)
  for (const [at, code] of snippets.entries()) await writeFile(join(project, files[at] ?? ''), code)
  expect(await compile(...files)).toEqual([])
})

test('types track() by a compiled tracking plan', async () => {
  const schema = join(home, '../schema/src/main.ts')
  const weirSchema = (...words: string[]) =>
    run(process.execPath, ['--no-warnings', '--conditions=weir-source', schema, ...words], project)
  await weirSchema('init', 'plan')
  await weirSchema('build', 'plan', '--out', 'plan/out')
  await symlink(
    join(home, '../../node_modules/typescript'),
    join(project, 'node_modules/typescript'),
  )
  const lines = [
    `import { createWeir, defaultCapture, type Plugin } from '@weir/browser-sdk'`,
    `import { captureVitals } from '@weir/browser-sdk/vitals'`,
    `import type { Plan } from './plan/out/types.ts'`,
    `const capture = [...defaultCapture(), captureVitals()]`,
    `const weir = createWeir<Plan>({ endpoint: '/', writeKey: 'wk', capture })`,
    `weir.track('add_to_cart', { sku: 'MUG-1', quantity: 2 })`,
    `weir.track('add_to_cart', { sku: 'MUG-1', quantity: 'two' })`,
    `weir.track('add_to_cart')`,
    `createWeir({ endpoint: '/', writeKey: 'wk' }).track('anything', { at: { all: [1] } })`,
    `createWeir({ endpoint: '/' })`,
    `const flushed: boolean = await weir.flush()`,
    `export const plugin: Plugin = ({ beforeSend }) => beforeSend((event) => event.seq === 7 ? null : undefined)`,
    `export { flushed }`,
  ]
  await writeFile(join(project, 'use.ts'), lines.join('\n'))
  await writeFile(join(project, 'package.json'), '{"type":"module"}')
  const words = [
    '--noEmit',
    '--strict',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--types',
    '',
  ]
  const more = ['--allowImportingTsExtensions', '--lib', 'es2022,dom,dom.iterable', 'use.ts']
  const output = await run(join(bin, 'tsc'), [...words, ...more], project)
  const found = Array.from(output.matchAll(/^use\.ts\((\d+),/gmu), ([, line]) => Number(line) - 1)
  expect(found.map((line) => lines[line])).toEqual([lines[6], lines[7], lines[9]])
})
