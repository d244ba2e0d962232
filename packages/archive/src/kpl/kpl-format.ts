/**
 * The KPL aggregated record (awslabs/amazon-kinesis-producer, aggregation-format.md):
 * magic, a protobuf AggregatedRecord, the MD5 of that protobuf.
 */
export const magic: Buffer = Buffer.from([0xf3, 0x89, 0x9a, 0xc2])
export const digestBytes = 16

/** Protobuf tags: field number and wire type, in one byte each. */
export const tags = {
  partitionKeyTable: 0x0a,
  explicitHashKeyTable: 0x12,
  record: 0x1a,
  partitionKeyIndex: 0x08,
  explicitHashKeyIndex: 0x10,
  data: 0x1a,
} as const

export function varintBytes(value: number): number {
  let bytes = 1
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) bytes += 1
  return bytes
}

/** Writes a whole number and answers where it ends. */
export function writeVarint(target: Buffer, at: number, value: number): number {
  let end = at
  let rest = value
  while (rest > 0x7f) {
    target[end] = (rest % 128) + 128
    end += 1
    rest = Math.floor(rest / 128)
  }
  target[end] = rest
  return end + 1
}
