import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot, readBlocks } from '../../src/manual/pages.ts'
import { isLeftToUs } from '../../src/manual/run-by.ts'

const snippets = (await readBlocks())
  .filter((block) => block.language === 'ts' && isLeftToUs(block))
  .map(({ page, line, text }, at) => ({ page, line, text, file: `snippet-${at}.ts` }))

/** What a page or a browser has to be there for; the SDK's own tests and e2e do that. */
const compiledOnly = [
  'README.md',
  'bench/README.md',
  'docs/capture.md',
  'packages/browsers/README.md',
]

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-snippets-'))
  const modules = join(folder, 'node_modules')
  await mkdir(join(modules, '@weir'), { recursive: true })
  for (const name of await readdir(join(projectRoot, 'packages'))) {
    await symlink(join(projectRoot, 'packages', name), join(modules, '@weir', name))
  }
  await symlink(join(projectRoot, 'node_modules/@types'), join(modules, '@types'))
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  for (const { page, file, text } of snippets) {
    // A snippet stands beside its page.
    const beside = `'${join(projectRoot, dirname(page))}/`
    await writeFile(join(folder, file), text.replaceAll("'./report/", `${beside}report/`))
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (file: string, words: readonly string[]) =>
  new Promise<{ code: unknown; output: string }>((done) => {
    execFile(file, words, { cwd: folder }, (error, out, problems) =>
      done({ code: error?.code ?? 0, output: out + problems }),
    )
  })

test('compiles every snippet', async () => {
  const config = {
    extends: join(projectRoot, 'tsconfig.base.json'),
    compilerOptions: {
      noEmit: true,
      types: ['node'],
      lib: ['es2024', 'dom', 'dom.iterable'],
      isolatedDeclarations: false,
      rewriteRelativeImportExtensions: false,
      allowImportingTsExtensions: true,
      composite: false,
      declaration: false,
    },
    include: ['*.ts'],
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const tsc = join(projectRoot, 'node_modules/.bin/tsc')
  expect(await run(tsc, ['-p', folder])).toEqual({ code: 0, output: '' })
})

const programs = snippets.filter(({ page }) => !compiledOnly.includes(page))
test.each(programs)('runs $page, line $line', async ({ file }) => {
  // One after the other, in one folder: what one writes the next one reads.
  const outcome = await run(process.execPath, ['--conditions=weir-source', file])
  expect(outcome).toEqual({ code: 0, output: '' })
})

test('only compiles snippets that are there', () => {
  const pages = new Set(snippets.map(({ page }) => page))
  expect(compiledOnly.filter((page) => !pages.has(page)).map((page) => basename(page))).toEqual([])
})
