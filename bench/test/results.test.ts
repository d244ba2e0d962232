import { readdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { benches } from '../benches.ts'
import { missedAims } from '../report/result.ts'
import { derivedFiles } from '../report/results-folder.ts'
import type { StoredResult } from '../report/stored-result.ts'

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

test('the README says of each aim that is missed that one is', async () => {
  const readme = await readFile(resolve(folder, 'README.md'), 'utf8')
  const sections = new Map(readme.split('\n## ').map((text) => [text.split('\n')[0], text]))
  const kept = (await readdir(resolve(folder, 'results'))).filter((name) => name.endsWith('.json'))
  const silent: string[] = []
  for (const name of kept) {
    const text = await readFile(resolve(folder, 'results', name), 'utf8')
    const { bench, result } = JSON.parse(text) as StoredResult
    if (missedAims(result).length > 0 && !/\bmiss(?:ed|es)\b/u.test(sections.get(bench) ?? ''))
      silent.push(bench)
  }
  expect([kept.length > 5, silent]).toEqual([true, []])
})

test('the README says how each is measured', async () => {
  const readme = await readFile(resolve(folder, 'README.md'), 'utf8')
  expect(names.filter(({ name }) => !readme.includes(`\n## ${name}\n`))).toEqual([])
})
