import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeRecord } from '../../../src/firehose/decode/decode-record.ts'
import { aggregateOf } from '../aggregate.ts'

const decode = (data: string | Buffer, keepGzip = true) =>
  decodeRecord(Buffer.from(data), { keepGzip })

/** Parts as text, unzipped. */
async function textOf(data: string | Buffer, keepGzip = true): Promise<string> {
  const { parts } = await decode(data, keepGzip)
  return parts
    .map(({ bytes, encoding }) => (encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString())
    .join('')
}

const two = '{"a":1}\n{"b":"ü\\n"}\n'

test('takes newline-delimited JSON as it is', async () => {
  expect(await decode(two)).toEqual({
    parts: [{ bytes: Buffer.from(two), count: 2, encoding: undefined }],
    bad: [],
  })
})

test('ends a last line that has no end, and drops empty ones', async () => {
  expect(await textOf('{"a":1}\n\n  \n{"b":2}')).toBe('{"a":1}\n{"b":2}\n')
})

test('finds nothing in no data', async () => {
  expect(await decode('')).toEqual({ parts: [], bad: [] })
  expect(await decode('\n')).toEqual({ parts: [], bad: [] })
})

test('leaves gzip as it came, or takes the lines out of it', async () => {
  const members = Buffer.concat([gzipSync(two), gzipSync('{"c":3}\n')])
  expect(await decode(members)).toEqual({
    parts: [{ bytes: members, count: 3, encoding: 'gzip' }],
    bad: [],
  })
  expect(await decode(members, false)).toEqual({
    parts: [{ bytes: Buffer.from(`${two}{"c":3}\n`), count: 3, encoding: undefined }],
    bad: [],
  })
})

test('takes the good lines out of gzip that holds a bad one', async () => {
  const { parts, bad } = await decode(gzipSync('{"a":1}\nnonsense\n'))
  expect(parts).toEqual([{ bytes: Buffer.from('{"a":1}\n'), count: 1, encoding: undefined }])
  expect(bad.map(({ code, data }) => [code, Buffer.from(data).toString()])).toEqual([
    ['Weir.NotJson', 'nonsense'],
  ])
})

test.each([
  ['zeros', Buffer.alloc(10)],
  ['zeros and a member', Buffer.concat([Buffer.alloc(3), gzipSync('{"b":2}\n')])],
])('puts gzip aside that %s follow: nothing behind it in a file would be read', async (_, more) => {
  const data = Buffer.concat([gzipSync('{"a":1}\n'), more])
  const message = 'gzip that is damaged (something follows its end)'
  for (const keepGzip of [true, false]) {
    expect(await decode(data, keepGzip)).toEqual({
      parts: [],
      bad: [{ code: 'Weir.DamagedGzip', message, data }],
    })
  }
})

test('takes the records of a KPL aggregate as one part, gzip in it included', async () => {
  const lines = aggregateOf([Buffer.from('{"a":1}\n'), Buffer.from('{"b":2}\n')])
  expect(await decode(lines)).toEqual({
    parts: [{ bytes: Buffer.from('{"a":1}\n{"b":2}\n'), count: 2, encoding: undefined }],
    bad: [],
  })
  const zipped = aggregateOf([gzipSync('{"a":1}\n'), gzipSync('{"b":2}\n')])
  expect((await decode(zipped)).parts).toMatchObject([{ count: 2, encoding: 'gzip' }])
  expect(await textOf(zipped)).toBe('{"a":1}\n{"b":2}\n')
})

test('keeps the parts of a mixed aggregate apart, in order', async () => {
  const mixed = aggregateOf([Buffer.from('{"a":1}\n'), gzipSync('{"b":2}\n')])
  expect((await decode(mixed)).parts.map(({ encoding }) => encoding)).toEqual([undefined, 'gzip'])
  expect(await textOf(mixed)).toBe('{"a":1}\n{"b":2}\n')
})

const broken = (data: Buffer): Buffer => {
  const copy = Buffer.from(data)
  copy[copy.length - 3] = (copy[copy.length - 3] ?? 0) ^ 1
  return copy
}

test.each([
  [
    'an aggregate whose MD5 is wrong',
    broken(aggregateOf([Buffer.from(two)])),
    'Weir.DamagedAggregate',
  ],
  ['gzip that is cut off', gzipSync(two).subarray(0, 25), 'Weir.DamagedGzip'],
  ['gzip with a wrong length', broken(gzipSync(two)), 'Weir.DamagedGzip'],
])('gives back as it came: %s', async (_, data, code) => {
  const { parts, bad } = await decode(data)
  expect(parts).toEqual([])
  expect(bad).toMatchObject([{ code, data }])
  expect(bad[0]?.message).toMatch(/^[^\n]+ that is damaged \(.+\)$/u)
})

test.each([
  ['no JSON', 'nonsense', 'a line that is no JSON'],
  ['cut off', '{"a":', 'a line that is no JSON'],
  ['two documents in a line', '{"a":1}{"b":2}', 'a line that is no JSON'],
  ['an array', '[{"a":1}]', 'a line of JSON that is no object'],
  ['a number', '7', 'a line of JSON that is no object'],
  ['null', 'null', 'a line of JSON that is no object'],
])('puts a line aside that is %s, and keeps its neighbours', async (_, line, message) => {
  const { parts, bad } = await decode(`{"a":1}\n${line}\n{"b":2}\n`)
  expect(parts.map(({ bytes }) => bytes.toString())).toEqual(['{"a":1}\n{"b":2}\n'])
  expect(bad).toEqual([{ code: 'Weir.NotJson', message, data: Buffer.from(line) }])
})

test('puts a line aside that is no UTF-8, to the byte', async () => {
  const line = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])
  const { parts, bad } = await decode(Buffer.concat([line, Buffer.from('\n{"b":2}\n')]))
  expect(parts.map(({ bytes }) => bytes.toString())).toEqual(['{"b":2}\n'])
  expect(bad).toEqual([{ code: 'Weir.NotJson', message: 'a line that is no UTF-8', data: line }])
})

const record = fc
  .dictionary(fc.string(), fc.jsonValue())
  .map((value) => `${JSON.stringify(value)}\n`)

test('keeps every line of any records to the byte, however they are packed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(record, { minLength: 1 })), async (groups) => {
      const texts = groups.map((lines) => lines.join(''))
      const whole = texts.join('')
      const packed = [
        Buffer.from(whole),
        Buffer.concat(texts.map((text) => gzipSync(text))),
        aggregateOf(texts.map((text) => Buffer.from(text))),
        aggregateOf(texts.map((text) => gzipSync(text))),
      ]
      for (const data of packed) {
        for (const keepGzip of [true, false]) expect(await textOf(data, keepGzip)).toBe(whole)
      }
    }),
    { numRuns: 50 },
  )
})

test('gives back every byte of any data, good or bad, and never throws', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (data) => {
      const { parts, bad } = await decode(Buffer.from(data))
      const kept = parts.reduce((sum, { bytes }) => sum + bytes.length, 0)
      const aside = bad.reduce((sum, each) => sum + each.data.length, 0)
      const blank = data.filter((byte) => /\s/u.test(String.fromCharCode(byte))).length
      expect(kept + aside).toBeGreaterThanOrEqual(data.length - blank)
    }),
  )
})
