import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { errorTable } from '../src/errors.ts'
import { createMetrics, metricNames } from '../src/metrics.ts'

const page = await readFile(
  resolve(import.meta.dirname, '../../../docs/path-of-an-event.md'),
  'utf8',
)

test('lists every code of a refusal with its status, and no other', () => {
  const rows = Array.from(
    page.matchAll(/^\| +([\d, ]+?) +\| ([\w, ]+?) +\|/gmu),
    ([, status, codes]) => ({
      statuses: (status ?? '').split(', ').map(Number),
      codes: (codes ?? '').split(', '),
    }),
  )
  const described = rows.flatMap(({ statuses, codes }) =>
    codes.map((code, at) => [code, statuses[at] ?? statuses[0]]),
  )
  const table = Object.entries(errorTable).map(([code, { status }]) => [code, status])
  expect(Object.fromEntries(described)).toEqual(Object.fromEntries(table))
})

test('says which refusals a client may come back after', () => {
  for (const [code, { status, retryAfter }] of Object.entries(errorTable)) {
    expect([code, retryAfter !== undefined]).toEqual([code, status === 429 || status === 503])
  }
})

test('lists every metric with its kind and its words, and no other', async () => {
  const text = await createMetrics().expose()
  const exposed = Array.from(
    text.matchAll(/^# HELP (\w+) (.*)\n# TYPE \w+ (\w+)$/gmu),
    ([, name, words, kind]) => [name, kind, words],
  )
  expect(exposed.map(([name]) => name)).toEqual(
    expect.arrayContaining(metricNames.map((name) => `weir_${name}`)),
  )
  const file = await readFile(resolve(import.meta.dirname, '../../../docs/metrics.md'), 'utf8')
  const described = Array.from(
    file.matchAll(/^\| `(weir_\w+)` +\| (\w+) +\| (.*?) +\|$/gmu),
    ([, name, kind, words]) => [name, kind, words],
  )
  expect(described).toEqual(exposed)
})
