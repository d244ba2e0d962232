import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bundle } from '../build/bundle.ts'

const home = join(import.meta.dirname, '..')
const readme = await readFile(join(home, 'README.md'), 'utf8')
const manual = await readFile(join(home, '../../docs/browser-sdk.md'), 'utf8')

test('describes every option, and no other, with its default', async () => {
  const source = await readFile(join(home, 'src/options.ts'), 'utf8')
  const body = /export interface WeirOptions \{(.*?)\n\}/su.exec(source)?.[1] ?? ''
  const options = Array.from(body.matchAll(/^ {2}readonly (\w+)\??:/gmu), ([, name]) => name)
  const table = /## Options\n(.*?)\n## /su.exec(manual)?.[1] ?? ''
  const rows = Array.from(table.matchAll(/^\| `(\w+)` +\| (.*?) +\|/gmu), ([, name, value]) => ({
    name,
    value: value?.replaceAll('`', '').trim(),
  }))
  expect(rows.map(({ name }) => name)).toEqual(options)
  const defaults = await readFile(join(home, 'src/sdk.ts'), 'utf8')
  for (const [, name, value] of defaults.matchAll(
    /^ {4}(name|consent|flushMs|sessionIdleMs): '?(\w+)'?,$/gmu,
  )) {
    expect(rows.find((row) => row.name === name)?.value).toBe(value?.replaceAll('_', ''))
  }
})

test('gives the snippet that is tested', async () => {
  const tested = await readFile(join(home, 'test/start-script.test.ts'), 'utf8')
  const bare = (text: string) => text.replaceAll(/[\s;]|\);$/gu, '')
  const [, snippet = ''] = /<script>(.*?)<\/script>/su.exec(readme) ?? []
  expect(bare(snippet)).toContain('weir.q')
  expect(bare(tested)).toContain(bare(snippet))
})

test('tells its sizes as they are, give or take 100 bytes', async () => {
  const told = Array.from(readme.matchAll(/^\| .* \| ([\d,]+) +\| ([\d,]*) +\|$/gmu), ([, bytes]) =>
    Number(bytes?.replaceAll(',', '')),
  )
  const use = (names: string, capture: string) => `
    import { createWeir, ${names} } from '@weir/browser-sdk'
    window.weir = createWeir({ endpoint: 'https://c.example.com', writeKey: 'wk_demo', ${capture} })`
  const codes = [
    await bundle({ format: 'iife', source: use('', '') }),
    await bundle({
      format: 'iife',
      source: use('capturePages, captureClicks', 'capture: [capturePages(), captureClicks()]'),
    }),
    await bundle({ format: 'iife', source: use('defaultCapture', 'capture: defaultCapture()') }),
    await bundle({ format: 'iife', entry: 'script' }),
    await bundle({ format: 'es', entry: 'vitals' }),
  ]
  expect(told).toHaveLength(codes.length)
  for (const [at, code] of codes.entries()) {
    expect(Math.abs(brotliCompressSync(code).length - (told[at] ?? 0))).toBeLessThanOrEqual(100)
  }
})
