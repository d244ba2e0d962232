import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readSites } from '../../src/options/read-sites.ts'

async function fileOf(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-sites-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'sites.json')
  await writeFile(path, text)
  return path
}

const site = { site_id: 'shop', write_keys: ['wk'] }

test('gives the sites as one line', async () => {
  const path = await fileOf(JSON.stringify({ sites: [site] }, null, 2))
  expect(readSites(path, { hasImage: false })).toBe(JSON.stringify({ sites: [site] }))
})

test('reads the file of the example', () => {
  const path = resolve(import.meta.dirname, '../../sites.json')
  expect(JSON.parse(readSites(path, { hasImage: false }))).toHaveProperty('sites.0.site_id', 'demo')
})

test.each([
  ['nothing', 'is not JSON'],
  ['[]', 'must list sites'],
  ['null', 'must list sites'],
  ['{"sites":[]}', 'must list sites'],
  [
    JSON.stringify({ sites: [{ ...site, tracking_plan: './plan' }] }),
    'names a tracking_plan: put the plan into an image of your own and name weir:image',
  ],
  [
    JSON.stringify({ sites: [{ ...site, write_keys: ['k'.repeat(40_000)] }] }),
    'is larger than 32768 bytes',
  ],
])('refuses %s with one line', async (text, line) => {
  const path = await fileOf(text)
  expect(() => readSites(path, { hasImage: false })).toThrow(`weir:sites ${path} ${line}`)
})

test('refuses a file that is not there with one line', () => {
  expect(() => readSites('/nowhere/sites.json', { hasImage: false })).toThrow(
    'weir:sites /nowhere/sites.json cannot be read: ENOENT',
  )
})

test('takes a tracking plan that an image of their own can hold', async () => {
  const path = await fileOf(JSON.stringify({ sites: [{ ...site, tracking_plan: '/plan' }] }))
  expect(readSites(path, { hasImage: true })).toContain('/plan')
})
