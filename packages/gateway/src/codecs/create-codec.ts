import type { Codec, CodecName, CodecSizes } from './codec.ts'
import { createKplCodec } from './kpl/kpl-codec.ts'
import { createNdjsonGzipCodec } from './ndjson-gzip.ts'
import { createNdjsonCodec } from './ndjson.ts'

const codecs: Readonly<Record<CodecName, (sizes: CodecSizes) => Codec>> = {
  ndjson: createNdjsonCodec,
  'ndjson-gzip': createNdjsonGzipCodec,
  kpl: createKplCodec,
}

export const createCodec = (name: CodecName, sizes: CodecSizes): Codec => codecs[name](sizes)
