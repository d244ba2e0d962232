import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { help, readOptions } from '../src/options.ts'

const main = join(import.meta.dirname, '../src/main.ts')

function run(...words: readonly string[]) {
  const child = spawn(process.execPath, ['--conditions=weir-source', main, ...words])
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  const first = new Promise<string>((found) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        found(line)
      })
    }
  })
  return { child, lines, first, end: once(child, 'close') as Promise<[number | null]> }
}

test('says where it listens, and ends on SIGTERM', async () => {
  const shop = run('--port', '0')
  const { listening } = JSON.parse(await shop.first) as { listening: string }
  const answer = await fetch(listening)
  expect(await answer.text()).toContain('Things for days by the water')
  shop.child.kill('SIGTERM')
  expect(await shop.end).toEqual([0, null])
  expect(shop.lines).toHaveLength(1)
})

test('says in one line that its port is taken', async () => {
  const first = run('--port', '0')
  const { listening } = JSON.parse(await first.first) as { listening: string }
  const second = run('--port', new URL(listening).port)
  expect(await second.end).toEqual([1, null])
  expect(second.lines).toEqual(['shop: the port is taken: stop what listens there, or --port N'])
})

test('says in one line what is wrong with its words', async () => {
  const shop = run('--gateway', 'nowhere')
  expect(await shop.end).toEqual([1, null])
  expect(shop.lines).toEqual([
    'shop: --gateway: "nowhere" is not an http(s) address; --help says more',
  ])
})

test('takes the defaults that its help names', () => {
  expect(readOptions([])).toEqual({
    port: 8090,
    gateway: 'http://localhost:8080',
    writeKey: 'wk_demo',
  })
  for (const value of ['8090', 'http://localhost:8080', 'wk_demo']) expect(help).toContain(value)
})

test.each([
  [['--port', '65536'], '--port'],
  [['--port', 'x'], '--port'],
  [['--gateway', 'ftp://c.example.com'], '--gateway'],
  [['--write-key', ''], '--write-key'],
  [['--colour', 'red'], '--colour'],
])('refuses %j', (words, name) => {
  expect(() => readOptions(words)).toThrow(name)
})
