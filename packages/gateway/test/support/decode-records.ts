import { gunzipSync } from 'node:zlib'
import { decodeKpl } from '@weir/archive/kpl'
import type { CodecName } from '../../src/codecs/codec.ts'
import { parseLine, type Line } from './lines.ts'

const textOf: Readonly<Record<CodecName, (data: Buffer) => string>> = {
  ndjson: (data) => data.toString(),
  'ndjson-gzip': (data) => gunzipSync(data).toString(),
  kpl: (data) => (decodeKpl(data) ?? []).map((record) => record.data.toString()).join(''),
}

/** The lines of a record, without their newlines. */
export const linesIn = (codec: CodecName, data: Buffer): string[] =>
  textOf[codec](data).split('\n').slice(0, -1)

export const decodeRecords = (codec: CodecName, records: readonly { data: Buffer }[]): Line[] =>
  records.flatMap(({ data }) => linesIn(codec, data).map(parseLine))
