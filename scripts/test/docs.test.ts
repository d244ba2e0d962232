import { execFile } from 'node:child_process'
import { access, readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const run = (file: string, words: readonly string[], cwd: string) =>
  new Promise<{ ok: boolean; output: string }>((done) => {
    execFile(file, words, { cwd }, (error, out, err) => done({ ok: !error, output: out + err }))
  })

const listed = await run(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'],
  root,
)
const pages = listed.output.trim().split('\n')
const read = (page: string) => readFile(join(root, page), 'utf8')
test.each(pages)('leads nowhere that is not there: %s', async (page) => {
  const text = await read(page)
  const links = Array.from(text.matchAll(/\]\((?!https?:)([^)#]+)/gu), ([, link]) => link ?? '')
  for (const link of links) await access(join(root, dirname(page), link))
  expect(text).not.toBe('')
})

test.each(pages)('names only commands that exist: %s', async (page) => {
  const { scripts } = JSON.parse(await read('package.json')) as { scripts: object }
  const known = new Set([...Object.keys(scripts), 'exec'])
  const commands = Array.from(
    (await read(page)).matchAll(/npx --yes pnpm ([a-z][a-z0-9-]*)/gu),
    ([, name]) => name ?? '',
  )
  expect(commands.filter((name) => !known.has(name))).toEqual([])
})

test('lists every script of the project in the guide for contributors', async () => {
  const { scripts } = JSON.parse(await read('package.json')) as { scripts: object }
  const text = (await read('CONTRIBUTING.md')) + (await read('README.md'))
  const missing = Object.keys(scripts).filter((name) => !text.includes(`pnpm ${name}`))
  expect(missing).toEqual([])
})

/** Many write `pnpm program -- --option`, as npm wants it; pnpm passes the two dashes on. */
const programs = ['start', 'traffic', 'bench', 'campaign', 'gateway', 'weir-archive', 'weir-schema']
const others = ['browsers', 'e2e', 'supply-chain', 'cost', 'screenshots', 'containers']
test.each([...programs, ...others])('understands pnpm %s -- --help', async (name) => {
  const { scripts } = JSON.parse(await read('package.json')) as {
    scripts: Record<string, string>
  }
  const [, ...words] = (scripts[name] ?? '').split(' ')
  const { ok, output } = await run(process.execPath, [...words, '--', '--help'], root)
  expect(output).toContain('--help')
  expect(ok).toBe(true)
})
