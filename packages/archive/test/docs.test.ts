import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { createRandom } from '@weir/local/random'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { noticeKinds } from '../src/reader/notice.ts'
import { reportNames } from '../src/reports/report-names.ts'
import { program } from './support/program.ts'
import { syntheticArrivals } from './support/synthetic/records.ts'
import { strange } from './support/synthetic/strange.ts'
import { writeArchive } from './support/synthetic/write-archive.ts'

const page = await readFile(resolve(import.meta.dirname, '../../../docs/archive.md'), 'utf8')
const blocks = (language: string): string[] =>
  Array.from(page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gsu')), ([, text = '']) =>
    text.trim(),
  )

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'weir-docs-'))
  const startMs = Date.UTC(2026, 10, 20)
  const options = { seed: 4, startMs, hours: 12, visitsPerHour: 12, offline: 0 }
  const { events, rejected } = strange(createRandom(4), [...syntheticArrivals(options)])
  await writeArchive(root, events)
  await writeArchive(root, rejected, { stream: 'rejected' })
  return () => rm(root, { recursive: true })
})

test.each(blocks('sql'))('answers %s', async (sql) => {
  const { code, out, said } = await program(['sql', sql, '--json'], { archive: root })
  expect([code, said]).toEqual([0, []])
  expect(out.split('\n').length).toBeGreaterThan(1)
})

/** The words of a line of shell, without what holds them together. */
const wordsOf = (line: string): string[] =>
  Array.from(line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/gu), ([, one, two, three]) =>
    String(one ?? two ?? three),
  )

const prefix = 'npx --yes pnpm weir-archive '
const commands = blocks('sh').flatMap((block) => block.split('\n'))

test.each(commands)('runs %s', async (line) => {
  const folder = await mkdtemp(join(tmpdir(), 'weir-docs-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const archive = join(folder, 'archive')
  await cp(root, archive, { recursive: true })
  expect(line.startsWith(prefix)).toBe(true)
  const words = wordsOf(line.slice(prefix.length)).map((word) =>
    /\.(?:html|json)$/u.test(word) ? join(folder, word) : word,
  )
  // Nobody is there to send it to.
  const tried = words.includes('replay') ? [...words, '--dry-run', '--site', 'shop'] : words
  const { code, said } = await program(tried, { archive })
  expect([code, said.filter((each) => each.startsWith('weir-archive:'))]).toEqual([0, []])
})

const firstCells = (heading: string): string[] => {
  const [section = ''] = page.slice(page.indexOf(`\n## ${heading}\n`) + 1).split(/\n## /u)
  return Array.from(section.matchAll(/^\| `?([\w-]+)`? +\|/gmu), ([, cell = '']) => cell).slice(2)
}

test('says of every report what it counts, and of every kind of fault what happens', () => {
  expect(firstCells('Reports')).toEqual([...reportNames])
  expect(firstCells('What is wrong in an archive')).toEqual([...noticeKinds])
})

test.each(['sessions', 'page_views'])('lists the columns of %s', async (view) => {
  const [, listed = ''] = new RegExp(`\n\`${view}\` has ([^.]*)\\.`, 'u').exec(page) ?? []
  const { out } = await program(['sql', `FROM ${view} LIMIT 0`, '--csv'], { archive: root })
  expect(listed.split(/,\s+/u)).toEqual(out.trim().split(','))
})
