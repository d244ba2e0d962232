import { execFile } from 'node:child_process'
import { readFile, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { keywords } from '../src/compile/keywords.ts'
import { maxPropertiesBytes, maxPropertiesDepth, schemaVersion } from '../src/index.ts'
import { withFolder } from './support/with-folder.ts'

const root = resolve(import.meta.dirname, '../../..')
const read = (page: string) => readFile(join(root, page), 'utf8')
const run = (file: string, words: readonly string[], cwd: string) =>
  new Promise<{ ok: boolean; output: string }>((done) => {
    execFile(file, words, { cwd }, (error, out, err) => done({ ok: !error, output: out + err }))
  })

/** Fenced blocks of one language. */
const blocks = (text: string, language: string) =>
  Array.from(
    text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gmsu')),
    ([, code]) => code ?? '',
  )

/** A folder where `@weir/schema` is installed. */
async function consumer(files: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const folder = await withFolder({ 'package.json': { type: 'module' }, ...files })
  await symlink(join(root, 'bench/node_modules'), join(folder, 'node_modules'))
  return folder
}

test('shows a tracking plan whose every command runs and whose code compiles', async () => {
  const page = await read('docs/tracking-plans.md')
  const folder = await consumer()
  for (const command of blocks(page, 'sh').join('').trim().split('\n')) {
    const [program, ...words] = command.split(' ')
    expect(program).toBe('weir-schema')
    const main = join(root, 'packages/schema/src/main.ts')
    const { ok, output } = await run(process.execPath, [main, ...words], folder)
    expect([command, ok ? '' : output]).toEqual([command, ''])
  }
  await writeFile(join(folder, 'use.ts'), blocks(page, 'ts').join(''))
  const flags = '--noEmit --strict --target es2024 --module nodenext --customConditions weir-source'
  const more = ['--allowImportingTsExtensions', '--ignoreConfig', 'use.ts']
  const compiler = join(root, 'node_modules/.bin/tsc')
  const compiled = await run(compiler, [...flags.split(' '), ...more], folder)
  expect(compiled.output).toBe('')
})

test('says of an event what the README says that it says', async () => {
  const [code = ''] = blocks(await read('packages/schema/README.md'), 'ts')
  const [, expected] = /^\/\/ (.*)$/mu.exec(code) ?? []
  const folder = await consumer({ 'use.ts': code })
  const { output } = await run(process.execPath, ['--conditions=weir-source', 'use.ts'], folder)
  expect(output.trim()).toBe(expected)
})

test('describes every entry of the package in its README, and no other', async () => {
  const manifest = JSON.parse(await read('packages/schema/package.json')) as { exports: object }
  const page = await read('packages/schema/README.md')
  const described = Array.from(
    page.matchAll(/^\| `@weir\/schema([^\s`]*)`/gmu),
    ([, path]) => `.${path}`,
  )
  expect(described.toSorted()).toEqual(Object.keys(manifest.exports).toSorted())
})

test('lists every keyword of the dialect in the manual', async () => {
  const page = await read('docs/tracking-plans.md')
  const forUs = new Set(['$schema', '$defs'])
  const missing = Object.keys(keywords).filter(
    (word) => !forUs.has(word) && !word.startsWith('x-') && !page.includes(`\`${word}\``),
  )
  expect(missing).toEqual([])
})

test('states the bounds that hold in the page of events', async () => {
  const page = await read('docs/events.md')
  expect(page).toContain(`at most ${maxPropertiesBytes} bytes, ${maxPropertiesDepth} levels`)
  expect(page).toContain(`Schema version ${schemaVersion}`)
})
