import { hash } from 'node:crypto'
import { digestBytes, magic, tags, varintBytes, writeVarint } from '@weir/archive/kpl'
import type { Codec, CodecSizes, RecordKey, RecordWriter } from '../codec.ts'
import { createLineBuffer, type LineBuffer } from '../line-buffer.ts'

/** `08 00 10 00 1A`: both keys are the first of their tables, then the data. */
const fixedFieldBytes = 5
const recordBytes = (lineBytes: number): number =>
  fixedFieldBytes + varintBytes(lineBytes) + lineBytes
const entryBytes = (lineBytes: number): number => {
  const bytes = recordBytes(lineBytes)
  return 1 + varintBytes(bytes) + bytes
}

/** The largest key tables, the digest, and the tags and lengths around one line. */
const roomForOneLine = 128

function writeText(lines: LineBuffer, tag: number, text: string): void {
  const bytes = Buffer.byteLength(text)
  const target = lines.reserve(1 + varintBytes(bytes) + bytes)
  const start = lines.length()
  target[start] = tag
  const at = writeVarint(target, start + 1, bytes)
  lines.advance(at + target.write(text, at) - start)
}

/** The container's own key in both tables: the KCL drops an aggregate with any record out of range. */
function writeHeader(lines: LineBuffer, key: RecordKey): void {
  lines.append(magic, 0, magic.length)
  writeText(lines, tags.partitionKeyTable, key.partitionKey)
  writeText(lines, tags.explicitHashKeyTable, key.explicitHashKey)
}

function createKplWriter({ targetBytes }: CodecSizes): RecordWriter {
  const lines = createLineBuffer(targetBytes)
  let headerBytes = 0
  return {
    get position() {
      return lines.length()
    },
    begin(key) {
      lines.clear()
      writeHeader(lines, key)
      headerBytes = lines.length()
    },
    hasRoom(lineBytes) {
      const length = lines.length()
      return length === headerBytes || length + entryBytes(lineBytes) + digestBytes <= targetBytes
    },
    append(source, start, end) {
      const bytes = end - start
      const entry = entryBytes(bytes)
      const target = lines.reserve(entry)
      const first = lines.length()
      target[first] = tags.record
      let at = writeVarint(target, first + 1, recordBytes(bytes))
      target[at] = tags.partitionKeyIndex
      target[at + 1] = 0
      target[at + 2] = tags.explicitHashKeyIndex
      target[at + 3] = 0
      target[at + 4] = tags.data
      at = writeVarint(target, at + fixedFieldBytes, bytes)
      source.copy(target, at, start, end)
      lines.advance(entry)
    },
    cut: lines.cut,
    close() {
      const length = lines.length()
      const target = lines.reserve(digestBytes)
      const digest = hash('md5', target.subarray(magic.length, length), 'buffer')
      digest.copy(target, length)
      return target.subarray(0, length + digestBytes)
    },
  }
}

/** A record is a KPL aggregate: each line a user record that the KCL hands out by itself. */
export const createKplCodec = (sizes: CodecSizes): Codec => ({
  name: 'kpl',
  maxLineBytes: sizes.limitBytes - roomForOneLine,
  createWriter: () => createKplWriter(sizes),
})
