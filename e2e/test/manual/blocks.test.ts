import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fencedBlocks } from '../../src/manual/fenced-blocks.ts'
import { projectRoot, readBlocks } from '../../src/manual/pages.ts'
import { isLeftToUs, runBy } from '../../src/manual/run-by.ts'

// Every fenced block is tried out: here, beside this file, or by the test that run-by.ts names.

const blocks = await readBlocks()
const tried: Readonly<Record<string, string>> = {
  sh: 'shell.test.ts',
  ts: 'typescript.test.ts',
  html: 'markup.test.ts',
  csp: 'markup.test.ts',
  json: 'blocks.test.ts',
}
/** Shows what is: a diagram, a formula, what a program prints. */
const isPicture = ({ language }: { language: string }) => language === '' || language === 'text'

test('tries out every block that is no picture', () => {
  const left = blocks.filter(
    (block) => !isPicture(block) && isLeftToUs(block) && !(block.language in tried),
  )
  expect(left.map(({ page, line, language }) => `${page}:${line} ${language}`)).toEqual([])
})

test('calls nothing a picture that somebody would paste', () => {
  const code =
    /^\s*(?:\$ |npx |npm |curl |aws |docker |<[a-z!]|import |export |SELECT |\w+=\S+ \w)/mu
  const wrong = blocks.filter((block) => isPicture(block) && code.test(block.text))
  expect(wrong.map(({ page, line }) => `${page}:${line}`)).toEqual([])
})

test.each(runBy)(
  'leaves $page to a test that reads it: $test',
  async ({ page, languages, test: file }) => {
    const there = blocks.filter((block) => block.page === page).map(({ language }) => language)
    expect(there).toEqual(expect.arrayContaining([...languages]))
    const source = await readFile(join(projectRoot, file), 'utf8')
    expect(source).toContain(basename(page))
  },
)

test.each(blocks.filter(({ language }) => language === 'json'))(
  'takes the file of sites of $page, line $line',
  async ({ text }) => {
    const folder = await mkdtemp(join(tmpdir(), 'weir-sites-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'sites.json'), text)
    const main = join(projectRoot, 'packages/gateway/src/main.ts')
    const words = ['--conditions=weir-source', main, '--check']
    const env = { WEIR_SINK: 'memory' }
    const said = await new Promise<string>((done) => {
      execFile(process.execPath, words, { cwd: folder, env }, (error, out, problems) =>
        done(error === null ? out : problems),
      )
    })
    expect(said).toMatch(/WEIR_SITES.*sites\.json/u)
    expect(said).not.toContain('weir-gateway:')
  },
)

test('reads blocks as they stand in a page, those of lists too', () => {
  const page = 'text\n\n```sh\nls\n```\n\n- a\n\n  ```ts name.ts\n  x\n  ```\n'
  expect(fencedBlocks('a.md', page)).toEqual([
    { page: 'a.md', line: 3, language: 'sh', name: '', text: 'ls\n' },
    { page: 'a.md', line: 9, language: 'ts', name: 'name.ts', text: '  x\n' },
  ])
  expect(() => fencedBlocks('a.md', '```sh\nls\n')).toThrow('a.md:1 opens a block')
})
