import { readdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { benches } from '../benches.ts'
import { derivedFiles } from '../report/results-folder.ts'

const folder = resolve(import.meta.dirname, '..')
const names = Object.entries(benches).map(([name, { about }]) => ({ name, about }))

test('what is written down is what follows from the results', async () => {
  const files = await derivedFiles(folder, names)
  for (const [path, text] of files) expect(await readFile(resolve(folder, path), 'utf8')).toBe(text)
  expect(files.get('RESULTS.md')).toContain('## gateway')
})

test('keeps results and pictures of nothing else', async () => {
  const files = await derivedFiles(folder, names)
  const known = new Set([...files.keys(), ...names.map(({ name }) => `results/${name}.json`)])
  const kept = await readdir(resolve(folder, 'results')).catch(() => [])
  expect(kept.filter((name) => !known.has(`results/${name}`))).toEqual([])
})

test('the README says how each is measured', async () => {
  const readme = await readFile(resolve(folder, 'README.md'), 'utf8')
  expect(names.filter(({ name }) => !readme.includes(`\n## ${name}\n`))).toEqual([])
})
