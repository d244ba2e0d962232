import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { decodeKpl, KplError } from '../../src/kpl/kpl-decoder.ts'

const key = { partitionKey: 'a', explicitHashKey: '42' }
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')
const magic = 'f3899ac2'
/** An aggregate around this protobuf message. */
const aggregate = (message: Buffer): Buffer =>
  Buffer.concat([hex(magic), message, hash('md5', message, 'buffer')])

/** By hand from aggregation-format.md: both key tables, then two records of `x\n` and `yz\n`. */
const message = hex(`
  0a 01 61
  12 02 34 32
  1a 08 08 00 10 00 1a 02 78 0a
  1a 09 08 00 10 00 1a 03 79 7a 0a`)

test('reads the bytes that the format describes', () => {
  expect(decodeKpl(aggregate(message))).toEqual([
    { ...key, data: Buffer.from('x\n') },
    { ...key, data: Buffer.from('yz\n') },
  ])
})
test('reads records with keys of their own, with none, and with tags', () => {
  const several = hex(`
    0a 01 61 0a 01 62 12 01 37
    1a 05 08 01 1a 01 78
    1a 0d 08 00 10 00 1a 01 79 22 04 0a 02 6b 6b`)
  expect(decodeKpl(aggregate(several))).toEqual([
    { partitionKey: 'b', explicitHashKey: undefined, data: Buffer.from('x') },
    { partitionKey: 'a', explicitHashKey: '7', data: Buffer.from('y') },
  ])
})
test('takes data without the magic for no aggregate', () => {
  for (const data of [Buffer.alloc(0), Buffer.from('{"a":1}\n'), hex(magic)]) {
    expect(decodeKpl(data)).toBeUndefined()
  }
})
test('refuses an aggregate with a wrong byte anywhere', () => {
  const whole = aggregate(message)
  for (let at = 4; at < whole.length; at++) {
    const damaged = Buffer.from(whole)
    damaged[at] = (damaged[at] ?? 0) ^ 1
    expect(() => decodeKpl(damaged)).toThrow(KplError)
  }
})
test.each([
  ['a field that is cut off', '0a 05 61'],
  ['a number that is cut off', '0a 80'],
  ['a wire type that the format does not use', '0d 00 00 00 00'],
  ['a record whose key is not in the table', '0a 01 61 1a 05 08 01 1a 01 78'],
  ['a record whose hash key is not in the table', '0a 01 61 1a 07 08 00 10 00 1a 01 78'],
  ['a record without a key', '1a 03 1a 01 78'],
  ['a record without data', '0a 01 61 1a 02 08 00'],
  ['a number for data', '0a 01 61 1a 04 08 00 18 01'],
])('refuses %s', (_, text) => {
  expect(() => decodeKpl(aggregate(hex(text)))).toThrow(KplError)
})
