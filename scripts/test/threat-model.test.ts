import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const page = await readFile(join(root, 'docs/threat-model.md'), 'utf8')
const named = Array.from(
  page.matchAll(/\| `(?<file>[^`]+\.test\.ts)`: (?<title>.+?) +\|$/gmu),
  ({ groups }) => ({ file: groups?.['file'] ?? '', title: groups?.['title'] ?? '' }),
)

test('ends every row of the threat model in a test', () => {
  const rows = page.split('\n').filter((line) => /^\| (?!-)/u.test(line))
  const heads = rows.filter((line) => line.endsWith('| test |') || /\| test +\|$/u.test(line))
  expect(heads.length).toBeGreaterThan(5)
  expect(named).toHaveLength(rows.length - heads.length)
})

test.each(named)('is covered: $title', async ({ file, title }) => {
  const source = await readFile(join(root, file), 'utf8')
  expect(source).toContain(`'${title}'`)
})
