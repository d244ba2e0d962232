import fc from 'fast-check'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readLinesOf } from '../../src/reader/read-lines.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

async function linesOf(folder: string, name: string, bytes: Uint8Array): Promise<string[]> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  const lines: string[] = []
  for await (const line of readLinesOf(path)) lines.push(line.toString())
  return lines
}

test('gives back the lines of any text, and nothing but \\n ends one', async () => {
  const folder = await temporaryFolder()
  const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', '\u2028\r'))
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.boolean(), async (lines, isGzip) => {
      const text = lines.map((each) => `${each}\n`).join('')
      const name = isGzip ? 'a.json.gz' : 'a.json.zst'
      const compress = isGzip ? gzipSync : zstdCompressSync
      expect(await linesOf(folder, name, compress(text))).toEqual(lines)
    }),
    { numRuns: 50 },
  )
})

test('joins what is cut by blocks and members, and takes a last line without an end', async () => {
  const folder = await temporaryFolder()
  const long = '東'.repeat(300_000)
  const bytes = Buffer.concat([gzipSync(`a\n${long}`), gzipSync(`${long}\nlast`)])
  expect(await linesOf(folder, 'a.json.gz', bytes)).toEqual(['a', long + long, 'last'])
})

test('throws where a file is damaged, after the lines before', async () => {
  const path = join(await temporaryFolder(), 'a.json.gz')
  const text = Array.from({ length: 5000 }, (_each, n) => `${n} ${Math.sin(n)}\n`).join('')
  await writeFile(path, gzipSync(text).subarray(0, -5000))
  const lines: string[] = []
  const reading = async () => {
    for await (const line of readLinesOf(path)) lines.push(line.toString())
  }
  await expect(reading()).rejects.toThrow('unexpected end of file')
  expect(lines.length).toBeGreaterThan(0)
  await expect(readLinesOf(join(path, 'none')).next()).rejects.toThrow('ENOTDIR')
})
