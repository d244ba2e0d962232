import type { Codec, CodecSizes, RecordWriter } from './codec.ts'
import { createLineBuffer } from './line-buffer.ts'

function createNdjsonWriter({ targetBytes }: CodecSizes): RecordWriter {
  const lines = createLineBuffer(targetBytes)
  return {
    get position() {
      return lines.length()
    },
    begin: () => lines.clear(),
    hasRoom: (lineBytes) => lines.length() === 0 || lines.length() + lineBytes <= targetBytes,
    append: lines.append,
    cut: lines.cut,
    close: lines.view,
  }
}

/** A record is its lines: every consumer can read it with no library. */
export const createNdjsonCodec = (sizes: CodecSizes): Codec => ({
  name: 'ndjson',
  maxLineBytes: sizes.limitBytes,
  createWriter: () => createNdjsonWriter(sizes),
})
