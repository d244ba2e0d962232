import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bundle } from '../../build/bundle.ts'
import { privateNames } from '../../build/private-names.ts'

/** Bytes of brotli, with the settings that node has by itself. kB are 1,000 of them. */
const brotliBytes = (code: string) => brotliCompressSync(code).length

const createOnly = `
  import { createWeir } from '@weir/browser-sdk'
  window.weir = createWeir({ endpoint: 'https://c.example.com', writeKey: 'wk_demo' })`

const script = await bundle({ format: 'iife', entry: 'script' })

test('costs 4.0 kB without capture, and 6.5 kB as a script tag that captures everything', async () => {
  const core = await bundle({ format: 'iife', source: createOnly })
  expect(brotliBytes(core)).toBeLessThanOrEqual(4000)
  expect(brotliBytes(script)).toBeLessThanOrEqual(6500)
})

const withCapture = (names: string, capture: string) => `
  import { createWeir, ${names} } from '@weir/browser-sdk'
  window.weir = createWeir({ endpoint: 'https://c.example.com', writeKey: 'wk_demo', capture: ${capture} })`
const two = withCapture('capturePages, captureClicks', '[capturePages(), captureClicks()]')
const all = withCapture('defaultCapture', 'defaultCapture()')

test('says in its README what it costs', async () => {
  const readme = await readFile(resolve(import.meta.dirname, '../../README.md'), 'utf8')
  const rows = readme
    .split('\n')
    .filter((line) => /createWeir`:|^\| … with|the script tag, which/u.test(line))
  const said = rows.map((row) => Number(row.split('|')[2]?.replace(',', '')))
  const sources = [createOnly, two, all].map((source) => bundle({ format: 'iife', source }))
  const bundles = [...(await Promise.all(sources)), script]
  expect(said).toEqual(bundles.map(brotliBytes))
})

test('costs next to nothing when nothing is used', async () => {
  const source = `import { debug } from '@weir/browser-sdk'; window.x = debug`
  expect((await bundle({ format: 'iife', source })).length).toBeLessThan(500)
})

test('holds nothing that a strict page forbids, and nothing that is not for browsers', () => {
  const forbidden = `eval( new~Function innerHTML outerHTML document.write insertAdjacent createElement
    importScripts XMLHttpRequest preventDefault stopPropagation "unload" pushState( replaceState(
    process. require( import( instancePath schemaPath validate additionalProperties use~strict`
  const words = forbidden.split(/\s+/u).map((word) => word.replace('~', ' '))
  expect(words.filter((word) => script.includes(word))).toEqual([])
})

test('holds no private name but those that the browser has as well', async () => {
  const names = await privateNames()
  expect(names.length).toBeGreaterThan(30)
  const found = names.filter((name) => new RegExp(`[.{,]${name}\\b`, 'u').test(script))
  expect(found).toEqual([])
})

test('adds no global but weir', () => {
  const assigned = Array.from(script.matchAll(/window\.(\w+)=[^=]/gu), ([, name]) => name)
  expect(assigned.filter((name) => name !== 'weir')).toEqual([])
  expect(script).toMatch(/^\(\(\)=>\{.*\}\)\(\);?\s*$/su)
})
