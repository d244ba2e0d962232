import fc from 'fast-check'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { CodecName, CodecSizes, RecordWriter } from '../../src/codecs/codec.ts'
import { createCodec } from '../../src/codecs/create-codec.ts'
import { linesIn } from '../support/decode-records.ts'

const sizes: CodecSizes = { targetBytes: 600, capBytes: 2000, limitBytes: 4000 }
const key = { partitionKey: 'z', explicitHashKey: String((1n << 128n) - 1n) }
const codecs: readonly CodecName[] = ['ndjson', 'ndjson-gzip', 'kpl']

/** Lines as they are: JSON has no newline in it. Some compress badly, some are longer than a record. */
const lineText = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: 'binary', maxLength: 90 }) },
  { weight: 1, arbitrary: fc.nat(900).map((count) => 'x'.repeat(count)) },
  { weight: 1, arbitrary: fc.base64String({ minLength: 600, maxLength: 1400 }) },
)
const text = lineText.map((value) => JSON.stringify(value))

/** Packs lines as the sink does: a record is closed when the next line does not belong in it. */
async function pack(writer: RecordWriter, texts: readonly string[]): Promise<Buffer[]> {
  const records: Buffer[] = []
  writer.begin(key)
  for (const each of texts) {
    const line = Buffer.from(`..${each}\n`)
    if (!writer.hasRoom(line.length - 2)) {
      records.push(Buffer.from(await writer.close()))
      writer.begin(key)
    }
    writer.append(line, 2, line.length)
  }
  return [...records, Buffer.from(await writer.close())]
}

for (const name of codecs) {
  test(`${name} gives back every line, within its sizes`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 60 }), async (texts) => {
        const records = await pack(createCodec(name, sizes).createWriter(), texts)
        const decoded = records.map((record) => linesIn(name, record))
        expect(decoded.flat()).toEqual(texts)
        for (const [at, record] of records.entries()) {
          const several = (decoded[at] ?? []).length > 1
          const most = name === 'ndjson-gzip' ? sizes.capBytes : sizes.targetBytes
          expect(record.length).toBeLessThanOrEqual(several ? most : sizes.limitBytes)
        }
      }),
    )
  })
  test(`${name} keeps the longest line within the limit, however badly it compresses`, async () => {
    const codec = createCodec(name, sizes)
    const writer = codec.createWriter()
    writer.begin(key)
    // A fixed sequence with no pattern that deflate could use.
    let state = 1
    const line = Buffer.from(
      Array.from({ length: codec.maxLineBytes }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
        return state >>> 24
      }),
    )
    writer.append(line, 0, line.length)
    expect((await writer.close()).length).toBeLessThanOrEqual(sizes.limitBytes)
    expect(codec.maxLineBytes).toBeGreaterThan(sizes.limitBytes - 150)
  })
  test(`${name} cuts lines out again as if they had never been written`, async () => {
    const groups = fc.tuple(fc.array(text), fc.array(text, { minLength: 1 }), fc.array(text))
    await fc.assert(
      fc.asyncProperty(groups, async ([before, gone, after]) => {
        const writer = createCodec(name, sizes).createWriter()
        const write = (texts: readonly string[]) => {
          for (const each of texts) {
            const line = Buffer.from(`${each}\n`)
            writer.append(line, 0, line.length)
          }
          return writer.position
        }
        writer.begin(key)
        const from = write(before)
        const to = write(gone)
        write(after)
        await writer.close()
        writer.cut(from, to)
        const cut = Buffer.from(await writer.close())
        writer.begin(key)
        write([...before, ...after])
        expect(cut).toEqual(await writer.close())
      }),
    )
  })
}

test('gzip records one after the other are one gzip file', async () => {
  const texts = Array.from({ length: 400 }, (_, at) => JSON.stringify({ at }))
  const records = await pack(createCodec('ndjson-gzip', sizes).createWriter(), texts)
  expect(records.length).toBeGreaterThan(2)
  const lines = gunzipSync(Buffer.concat(records)).toString().split('\n')
  expect(lines).toEqual([...texts, ''])
})
test('gzip records come near the target once the compression is known', async () => {
  const codec = createCodec('ndjson-gzip', { ...sizes, targetBytes: 20_000, capBytes: 250_000 })
  const texts = Array.from({ length: 100_000 }, (_, at) =>
    JSON.stringify({ event_id: Math.imul(at, 2_654_435_761) >>> 0, type: 'click', page: at % 7 }),
  )
  const records = (await pack(codec.createWriter(), texts)).slice(8, -1)
  expect(records.length).toBeGreaterThan(4)
  for (const { length } of records) expect(Math.abs(length - 20_000)).toBeLessThan(4000)
})
