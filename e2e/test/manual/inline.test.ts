import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { keptCode } from '@weir/local/kept-code'
import { expect, test } from 'vitest'
import { inlineCommands, namedBy } from '../../src/manual/inline-commands.ts'
import { listPages, projectRoot } from '../../src/manual/pages.ts'

// Fenced blocks are run. What a sentence only mentions is asked of the program that it names.

const read = (file: string) => readFile(join(projectRoot, file), 'utf8')
const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> }
const programs: Readonly<Record<string, string>> = {
  ...scripts,
  'weir-gateway': scripts['gateway'] ?? '',
}

const pages = await Promise.all(
  (await listPages()).map(async (page) => inlineCommands(page, await read(page))),
)
const commands = pages.flat().filter((command) => namedBy(command).length > 0)
/** Not ours, and said to be so; `exec` runs what stands behind it. */
const foreign = new Set(['exec', 'install', 'add', 'deploy'])
const names = [...new Set(commands.map(({ name }) => name))].filter((name) => !foreign.has(name))

/** An option anywhere, a first word where a line of the help begins. */
const lists = (help: string, word: string): boolean =>
  new RegExp(`${word.startsWith('--') ? '' : '^ +(?:weir-\\w+ )?'}${word}(?![\\w-])`, 'mu').test(
    help,
  )

test('finds the commands that sentences mention', () => {
  expect(names).toEqual(expect.arrayContaining(['start', 'bench', 'cost', 'weir-archive']))
})

test.each(names)('%s knows what sentences say of it', async (name) => {
  const [, ...words] = (programs[name] ?? '').split(' ')
  const { stdout } = await promisify(execFile)(process.execPath, [...words, '--help'], {
    cwd: projectRoot,
    env: keptCode,
  })
  const unknown = commands
    .filter((command) => command.name === name)
    .flatMap((command) => namedBy(command).map((word) => ({ word, page: command.page })))
    .filter(({ word }) => !lists(stdout, word))
  expect(unknown).toEqual([])
})
