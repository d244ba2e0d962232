import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeResults } from '../../report/results-folder.ts'
import { aStoredResult } from './a-result.ts'

const names = [
  { name: 'gateway', about: 'The gateway beside its floor.' },
  { name: 'spool', about: 'The spool beside the raw call.' },
]

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-results-'))
})
afterEach(async () => rm(folder, { recursive: true }))

const page = () => readFile(join(folder, 'RESULTS.md'), 'utf8')
const busy = { ...aStoredResult, loadBefore: 6.5 }

test('names every benchmark, also one that was not written down yet', async () => {
  await writeResults(folder, names, [aStoredResult])
  const text = await page()
  expect(text).toContain('## gateway\n\nThe gateway beside its floor.')
  expect(text).toContain('## spool\n\nThe spool beside the raw call.\n\nNot written down yet')
})

test('names the machine, and the load before', async () => {
  await writeResults(folder, names, [aStoredResult])
  const text = await page()
  expect(text).toContain('2026-11-21, A CPU, 2 cores, 8 GiB, Linux 6.18.44, Node 26.10.0.')
  expect(text).toContain('Load average before it began: 0.4.')
  expect(text).not.toContain('coarse')
})

test('says when others were working on the machine', async () => {
  await writeResults(folder, names, [busy])
  expect(await page()).toContain('6.5, so others were working here too and the numbers are coarse.')
})

test('names no machine for what is simulated', async () => {
  const result = { ...aStoredResult.result, isSimulated: true }
  await writeResults(folder, names, [{ ...busy, result }])
  const text = await page()
  expect(text).toContain(
    '2026-11-21. Simulated with the code of that day: the same on every machine.',
  )
  expect(text).not.toContain('A CPU')
})

test('says what was missed, what failed, and what the numbers rest on', async () => {
  await writeResults(folder, names, [aStoredResult])
  const text = await page()
  expect(text).toContain('**1 aim is missed.**')
  expect(text).toContain('- **Failed: 3 requests were refused**')
  expect(text).toContain('What this rests on:\n\n- Loopback: no network is between them.')
})

test('draws what is to be drawn, and shows each picture', async () => {
  await writeResults(folder, names, [aStoredResult])
  const drawn = (await readdir(join(folder, 'results'))).filter((name) => name.endsWith('.svg'))
  expect(drawn).toHaveLength(2)
  const text = await page()
  expect(drawn.filter((name) => !text.includes(`](results/${name})`))).toEqual([])
})

test('keeps the results of others, and removes pictures of what is no longer measured', async () => {
  await writeResults(folder, names, [aStoredResult])
  const result = { measures: [] }
  await writeResults(folder, names, [{ ...aStoredResult, bench: 'spool', result }])
  expect(await page()).toContain('52,331 records')
  await writeResults(folder, names, [{ ...aStoredResult, result }])
  expect(await readdir(join(folder, 'results'))).toEqual(['gateway.json', 'spool.json'])
})

test('writes a number that could not be measured, and reads it as unknown', async () => {
  const subjects = [{ name: 'ours', runs: 0, median: Number.NaN, least: Infinity, most: -Infinity }]
  const measure = { group: 'one', name: 'time', unit: 'ms', better: 'less', subjects } as const
  const result = { measures: [{ ...measure, isPlotted: true }] }
  await writeResults(folder, names, [{ ...aStoredResult, result }])
  expect(await page()).toContain('| ours | ? |')
})
