import { crc32 } from 'node:zlib'

export const killSizes: { maxBytes: number; segmentBytes: number; memoryBytes: number } = {
  maxBytes: 64 << 20,
  segmentBytes: 256 << 10,
  memoryBytes: 1 << 20,
}

/** A payload that its own beginning describes, so that one never appended is recognised. */
export function payloadOf(id: string): Buffer {
  const sum = crc32(id)
  return Buffer.from(`${id} ${String(sum).repeat(200)}`.slice(0, id.length + 1 + (sum % 1800)))
}
