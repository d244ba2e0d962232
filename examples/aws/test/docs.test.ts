import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { validateEvent } from '@weir/schema/validate'
import { expect, test } from 'vitest'
import { renderMarkdown } from '../src/cost/render.ts'
import { defaultWorkload } from '../src/cost/workload.ts'
import { optionsTable } from '../src/options/options-table.ts'
import { askArchive } from './athena/athena-on-duckdb.ts'

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

/** What a shell would put in its place. */
const inShell = (text: string): string =>
  text
    .replaceAll(/'?\$\(date -u \+%FT%T\.000Z\)'?/gu, '2026-11-21T01:02:03.000Z')
    .replaceAll(/'?\$\(node -p "crypto\.randomUUID\(\)"\)'?/gu, crypto.randomUUID())
    .replaceAll('$(date -u +%Y)', '2026')
    .replaceAll('$(date -u +%m)', '11')
    .replaceAll('$(date -u +%d)', '21')

test('sends an event that is accepted', () => {
  const [, body = ''] = /-d '(\{[\s\S]*?\]\})'/u.exec(page) ?? []
  const { write_key, events } = JSON.parse(inShell(body)) as {
    write_key: string
    events: unknown[]
  }
  expect(write_key).toBe('wk_demo')
  expect(events.map((event) => validateEvent(event))).toMatchObject([{ ok: true }])
})

test('asks for it in SQL that runs', async () => {
  const [, sql = ''] = /--query-string "(SELECT [\s\S]*?)"/u.exec(page) ?? []
  const row = { event_type: 'page_view', page_url: 'https://a.example/', received_at: 'now' }
  const ask = await askArchive({ 'events/year=2026/month=11/day=21/hour=01/a.json.gz': [row] })
  expect(await ask(inShell(sql))).toEqual([row])
})

test('names one version of the command line of CDK', async () => {
  const readme = await readFile(resolve(import.meta.dirname, '../README.md'), 'utf8')
  const versions = Array.from(`${page}${readme}`.matchAll(/aws-cdk@(\S+)/gu), ([, one]) => one)
  expect(new Set(versions).size).toBe(1)
  expect(readme.trim().split('\n').length).toBeLessThanOrEqual(25)
})
