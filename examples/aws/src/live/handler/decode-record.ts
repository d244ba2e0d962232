import { gunzipSync } from 'node:zlib'
import { decodeKpl } from '@weir/archive/kpl'

/** A record of the gateway is small; what opens to more than this is not one. */
const mostBytes = 64 * 1024 ** 2

const isGzip = (data: Uint8Array): boolean => data[0] === 0x1f && data[1] === 0x8b

/**
 * The lines of one record, whichever codec the gateway packed it with: it shows in the first bytes.
 * Throws for a record that is damaged.
 */
export function decodeRecord(data: Uint8Array): string[] {
  const aggregate = decodeKpl(data)
  if (aggregate !== undefined) return aggregate.flatMap((record) => toLines(record.data))
  return toLines(isGzip(data) ? gunzipSync(data, { maxOutputLength: mostBytes }) : data)
}

const toLines = (bytes: Uint8Array): string[] =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
