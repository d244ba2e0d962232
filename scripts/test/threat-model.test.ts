import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const page = await readFile(join(root, 'docs/threat-model.md'), 'utf8')
const named = Array.from(
  page.matchAll(/\| `(?<file>[^`]+(?:\.test|-cases)\.ts)`: (?<title>.+?) +\|$/gmu),
  ({ groups }) => ({ file: groups?.['file'] ?? '', title: groups?.['title'] ?? '' }),
)

test('ends every row of the threat model in a test', () => {
  const rows = page.split('\n').filter((line) => /^\| (?!-)/u.test(line))
  const heads = rows.filter((line) => line.endsWith('| test |') || /\| test +\|$/u.test(line))
  expect(heads.length).toBeGreaterThan(5)
  expect(named).toHaveLength(rows.length - heads.length)
})

/** How a comment ends that has a title in it, or the beginning of a test that never runs. */
const idle = /(?:\/\/|\n\s*\*)[^\n]*$|\.(?:skip|todo)\b[^\n]*\(\s*$/u

test.each(named)('is covered: $title', async ({ file, title }) => {
  const source = await readFile(join(root, file), 'utf8')
  const [before = '', ...after] = source.split(`'${title}'`)
  expect(after).toHaveLength(1)
  expect(before).not.toMatch(idle)
})

test('takes neither a comment nor a skipped test for a cover', () => {
  for (const text of [
    "// 'a'",
    "\n * see 'a'",
    "test.skip('a'",
    "test.skip.each(of)(\n  'a'",
    "test.todo('a'",
  ])
    expect(text.split("'a'")[0]).toMatch(idle)
  for (const text of ["test('a'", "x // y\ntest.each(of)(\n  'a'", "test.skipIf(no)('a'"])
    expect(text.split("'a'")[0]).not.toMatch(idle)
})
