import { hash } from 'node:crypto'
import { decodeKpl } from '@weir/archive/kpl'
import { expect, test } from 'vitest'
import { createKplCodec } from '../../src/codecs/kpl/kpl-codec.ts'

const sizes = { targetBytes: 24_576, capBytes: 250_000, limitBytes: 1_000_000 }
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

async function encode(...lines: string[]): Promise<Buffer> {
  const writer = createKplCodec(sizes).createWriter()
  writer.begin(key)
  for (const each of lines) {
    const line = Buffer.from(each)
    writer.append(line, 0, line.length)
  }
  return Buffer.from(await writer.close())
}

test('writes the bytes that the format describes', async () => {
  expect((await encode('x\n', 'yz\n')).toString('hex')).toBe(aggregate(message).toString('hex'))
})
test('writes lengths of more than one byte', async () => {
  for (const length of [126, 127, 128, 16_383, 16_384, 100_000]) {
    const line = `${'x'.repeat(length)}\n`
    expect(decodeKpl(await encode(line))).toEqual([{ ...key, data: Buffer.from(line) }])
  }
})
