import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { renderMarkdown } from '../src/cost/render.ts'
import { defaultWorkload } from '../src/cost/workload.ts'
import { optionsTable } from '../src/options/options-table.ts'

const root = resolve(import.meta.dirname, '../../..')
const page = await readFile(resolve(root, 'docs/aws.md'), 'utf8')

test('lists every option with its default and its words, and no other', () => {
  const described = Array.from(
    page.matchAll(/^\| `weir:(\w+)` +\| (\S+) +\| (.*?) +\|$/gmu),
    ([, name, fallback, about]) => [name, fallback, about],
  )
  const table = Object.entries(optionsTable).map(([name, { fallback, about }]) => [
    name,
    fallback === undefined ? '–' : `\`${fallback}\``,
    about,
  ])
  expect(described).toEqual(table)
})

/** Without what the formatter does for the eye. */
const cells = (table: string): string[][] =>
  table
    .split('\n')
    .filter((line) => /\d/u.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))

test.each([100, 10_000, 1_000_000])('shows what %i events a second cost', (eventsPerSecond) => {
  const start = page.indexOf(`\n${eventsPerSecond.toLocaleString('en-US')} events a second (`)
  const shown = page.slice(page.indexOf('| packing', start)).split('\n\n')[0] ?? ''
  const computed = renderMarkdown({ ...defaultWorkload, eventsPerSecond })
  expect(start).toBeGreaterThan(0)
  expect(cells(shown)).toEqual(cells(computed))
})

test('names one version of the command line of CDK', async () => {
  const readme = await readFile(resolve(import.meta.dirname, '../README.md'), 'utf8')
  const versions = Array.from(`${page}${readme}`.matchAll(/aws-cdk@(\S+)/gu), ([, one]) => one)
  expect(new Set(versions).size).toBe(1)
  expect(readme.trim().split('\n').length).toBeLessThanOrEqual(25)
})
