import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { Codec, CodecSizes, RecordWriter } from './codec.ts'
import { createLineBuffer } from './line-buffer.ts'
import { createTurns, type InTurn } from './turns.ts'

const compress = promisify<Buffer, { level: number; chunkSize: number }, Buffer>(gzip)
/** Threads of the pool: the others are for the disk, on which every answer waits. */
const atOnce = 2

/** Level 1: twice the speed of the default for a tenth more bytes. */
const level = constants.Z_BEST_SPEED
const firstRatio = 5
const firstBytes = 64 * 1024

/** What zlib's deflateBound allows for data that does not compress, and the gzip frame. */
const expansion = 1 / 4096 + 1 / 16_384
const frameBytes = 64

/** So many bytes can be compressed without ever exceeding the limit. */
const mostBytesFor = (limit: number): number => Math.floor((limit - frameBytes) / (1 + expansion))

/** How well lines compress, learned from what was compressed before. */
interface Ratio {
  readonly value: () => number
  readonly learn: (rawBytes: number, compressedBytes: number) => void
}

function createRatio(): Ratio {
  let ratio = firstRatio
  return {
    value: () => ratio,
    learn(rawBytes, compressedBytes) {
      // A lone line compresses badly and says nothing about many of them.
      if (compressedBytes < 1024) return
      ratio += (rawBytes / compressedBytes - ratio) / 8
    },
  }
}

function createGzipWriter(
  { targetBytes, capBytes }: CodecSizes,
  { ratio, inTurn }: { ratio: Ratio; inTurn: InTurn },
): RecordWriter {
  const lines = createLineBuffer(Math.min(firstBytes, capBytes))
  // What several lines may have before compression can exceed the cap never depends on a guess.
  const mostBytes = mostBytesFor(capBytes)
  return {
    get position() {
      return lines.length()
    },
    begin: () => lines.clear(),
    hasRoom(lineBytes) {
      const rawTarget = Math.min(targetBytes * ratio.value(), mostBytes)
      return lines.length() === 0 || lines.length() + lineBytes <= rawTarget
    },
    append: lines.append,
    cut: lines.cut,
    close: () =>
      inTurn(async () => {
        const raw = lines.view()
        const record = await compress(raw, { level, chunkSize: 64 * 1024 })
        ratio.learn(raw.length, record.length)
        return record
      }),
  }
}

/** A record is one gzip member; members one after the other are one valid .gz file. */
export function createNdjsonGzipCodec(sizes: CodecSizes): Codec {
  const shared = { ratio: createRatio(), inTurn: createTurns(atOnce) }
  return {
    name: 'ndjson-gzip',
    maxLineBytes: mostBytesFor(sizes.limitBytes),
    createWriter: () => createGzipWriter(sizes, shared),
  }
}
