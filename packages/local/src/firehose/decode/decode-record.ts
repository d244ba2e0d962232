import { promisify } from 'node:util'
import { gunzip, type ZlibOptions } from 'node:zlib'
import { decodeKpl, KplError } from '@weir/archive/kpl'
import type { BadData } from './bad-data.ts'
import { splitLines } from './split-lines.ts'

/** Lines out of a record, ready for the archive. */
export interface DecodedPart {
  readonly bytes: Buffer
  readonly count: number
  /** `gzip`: as the record came. */
  readonly encoding: 'gzip' | undefined
}

export interface DecodedRecord {
  readonly parts: readonly DecodedPart[]
  readonly bad: readonly BadData[]
}

export interface DecodeOptions {
  /**
   * Whether gzip that is good stays gzip, as Firehose without compression leaves it. Where the archive
   * is compressed otherwise, lines are taken out of it.
   */
  readonly keepGzip: boolean
}

/** With `info`, Node answers more than its types say. */
const unzip = promisify(gunzip) as unknown as (
  data: Uint8Array,
  options: ZlibOptions & { readonly info: true },
) => Promise<{ readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } }>
/** A record has at most 10 MiB; what becomes far more is no record of ours. */
const maxUnzippedBytes = 256 * 1024 * 1024

const asBuffer = (data: Uint8Array): Buffer =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength)

const isGzip = (data: Uint8Array): boolean =>
  data.length > 2 && data[0] === 0x1f && data[1] === 0x8b && data[2] === 8

/**
 * zlib passes over what follows the last member. In a file of the archive it would stand between
 * readers and everything behind it.
 */
async function unzipWhole(data: Uint8Array): Promise<Buffer> {
  const { buffer, engine } = await unzip(data, { maxOutputLength: maxUnzippedBytes, info: true })
  if (engine.bytesWritten < data.length) throw new Error('something follows its end')
  return buffer
}

/** What is in an aggregate, or the data itself; undefined for a damaged aggregate. */
function payloadsOf(data: Uint8Array): Uint8Array[] | KplError {
  try {
    return decodeKpl(data)?.map((record) => record.data) ?? [data]
  } catch (error) {
    if (error instanceof KplError) return error
    throw error
  }
}

async function decodePayload(
  payload: Uint8Array,
  { keepGzip }: DecodeOptions,
): Promise<DecodedRecord> {
  const zipped = isGzip(payload)
  let plain = payload
  try {
    if (zipped) plain = await unzipWhole(payload)
  } catch (error) {
    const message = `gzip that is damaged (${(error as Error).message})`
    return { parts: [], bad: [{ code: 'Weir.DamagedGzip', message, data: payload }] }
  }
  const { good, count, bad, isWhole } = splitLines(plain)
  if (count === 0) return { parts: [], bad }
  const asItCame = zipped && isWhole && keepGzip
  const bytes = asItCame ? asBuffer(payload) : good
  return { parts: [{ bytes, count, encoding: asItCame ? 'gzip' : undefined }], bad }
}

/**
 * Reads what the gateway's codecs write: newline-delimited JSON, the same as gzip members, and KPL
 * aggregates of either. Nothing is dropped: what cannot be read is told as it came.
 */
export async function decodeRecord(
  data: Uint8Array,
  options: DecodeOptions,
): Promise<DecodedRecord> {
  const payloads = payloadsOf(data)
  if (payloads instanceof KplError) {
    const message = `a KPL aggregate that is damaged (${payloads.message})`
    return { parts: [], bad: [{ code: 'Weir.DamagedAggregate', message, data }] }
  }
  const decoded = await Promise.all(payloads.map((payload) => decodePayload(payload, options)))
  return {
    parts: joinNeighbours(decoded.flatMap(({ parts }) => parts)),
    bad: decoded.flatMap(({ bad }) => bad),
  }
}

/** The lines of an aggregate as one part: an append for each would cost more than the copy. */
function joinNeighbours(parts: readonly DecodedPart[]): readonly DecodedPart[] {
  const [first] = parts
  if (parts.length < 2 || first === undefined) return parts
  if (parts.some(({ encoding }) => encoding !== first.encoding)) return parts
  const count = parts.reduce((sum, part) => sum + part.count, 0)
  return [{ ...first, count, bytes: Buffer.concat(parts.map(({ bytes }) => bytes)) }]
}
