import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readWords } from '../../src/cost/read-words.ts'
import { renderMarkdown, renderText } from '../../src/cost/render.ts'
import { defaultWorkload, workloadWords } from '../../src/cost/workload.ts'

const program = resolve(import.meta.dirname, '../../src/cost/main.ts')
const run = (...words: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    execFile(process.execPath, [program, ...words], (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), out, err }),
    )
  })

test('answers a rate with an aligned table, the separator of pnpm or not', async () => {
  const { code, out, err } = await run('--', '--rate', '10000')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toBe(`${renderText({ ...defaultWorkload, eventsPerSecond: 10_000 })}\n`)
  const [, , ...rows] = out.split('\n')
  const widths = rows.slice(0, 6).map((row) => row.length)
  expect(new Set(widths).size).toBe(1)
})

test.each([
  [['--rate', 'many'], 'cost: --rate must be a number above 0, not "many"; cost --help\n'],
  [['--rate', '0'], 'cost: --rate must be a number above 0, not "0"; cost --help\n'],
  [['--rat', '1'], "cost: Unknown option '--rat'; cost --help\n"],
])('refuses %j with one line', async (words, line) => {
  expect(await run(...words)).toEqual({ code: 2, out: '', err: line })
})

test('names every option and its default in the help', async () => {
  const { out } = await run('--help')
  for (const { option, fallback } of Object.values(workloadWords)) {
    expect(out).toMatch(new RegExp(`--${option} +default ${fallback} `, 'u'))
  }
})

test('lists each price with how sure it is', async () => {
  const { out } = await run('--prices')
  expect(out).toContain('0.029  blog    GiB, the first 500 TiB of a month')
  expect(out.trim().split('\n')).toHaveLength(31)
})

test('reads every option into the workload', () => {
  const words = Object.values(workloadWords).flatMap(({ option }, at) => [
    `--${option}`,
    String(at + 1),
  ])
  const { work } = readWords(words)
  const keys = Object.keys(workloadWords) as (keyof typeof workloadWords)[]
  expect(keys.map((key) => work[key])).toEqual(keys.map((_, at) => at + 1))
})

test('writes the same numbers as Markdown', () => {
  const cells = (text: string) => text.split(/[\s|]+/u).filter((cell) => /^[\d,.]+$/u.test(cell))
  const work = { ...defaultWorkload, eventsPerSecond: 100 }
  const text = renderText(work).split('\n').slice(2, 8).join('\n')
  expect(cells(renderMarkdown(work))).toEqual(cells(text))
})
