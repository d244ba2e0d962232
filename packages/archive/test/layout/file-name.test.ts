import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compressionOf,
  extensionOf,
  fileName,
  type FileName,
  parseFileName,
} from '../../src/layout/file-name.ts'

const names: fc.Arbitrary<FileName> = fc.record({
  firstMs: fc.integer({ min: 0, max: Date.parse('9999-12-31T23:59:59.999Z') }),
  writer: fc.stringMatching(/^[0-9a-f]{12}$/u),
  number: fc.integer({ min: 1, max: 999_999 }),
  compression: fc.constantFrom('gzip', 'zstd'),
})

test('names a file by when it was begun, its writer and its number', () => {
  const firstMs = Date.parse('2026-11-21T01:02:03.456Z')
  const name = { firstMs, writer: '3f9c0a1b2c4d', number: 7 }
  expect(fileName({ ...name, compression: 'gzip' })).toBe(
    '20261121T010203456Z-3f9c0a1b2c4d-000007.json.gz',
  )
  expect(fileName({ ...name, compression: 'zstd' })).toBe(
    '20261121T010203456Z-3f9c0a1b2c4d-000007.json.zst',
  )
})

test('reads back what a name says', () => {
  fc.assert(
    fc.property(names, (name) => {
      expect(parseFileName(fileName(name))).toEqual(name)
      expect(compressionOf(`a/b/${fileName(name)}`)).toBe(name.compression)
    }),
  )
})

test('sorts by time, and by number where time and writer are the same', () => {
  fc.assert(
    fc.property(names, names, (a, b) => {
      const other = a.firstMs === b.firstMs ? { ...b, writer: a.writer } : b
      const order = Math.sign(a.firstMs - other.firstMs || a.number - other.number)
      const [one, two] = [a, other].map((name) => fileName({ ...name, compression: 'gzip' }))
      expect(String(one).localeCompare(String(two), 'en')).toBe(order)
    }),
  )
})

test.each([
  'stream-1-2026-11-21-01-02-03-5f0c9a1e-1111-2222-3333-444455556666.json.gz',
  '20261321T010203456Z-3f9c0a1b2c4d-000001.json.gz',
  '20261121T010203456Z-3f9c0a1b2c4d-1.json.gz',
  '20261121T010203456Z-3f9c0a1b2c4d-000001.json.gz.4711.host.tmp',
  '20261121T010203456Z-3f9c0a1b2c4d-000001.parquet',
])('takes no other name for one of its own: %s', (name) => {
  expect(parseFileName(name)).toBeUndefined()
})

test('knows compression by the end of a name', () => {
  expect(Object.values(extensionOf).map((end) => compressionOf(`x${end}`))).toEqual([
    'gzip',
    'zstd',
  ])
  expect(compressionOf('x.parquet')).toBeUndefined()
})
