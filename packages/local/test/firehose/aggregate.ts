import { hash } from 'node:crypto'
import { magic, tags, writeVarint } from '@weir/archive/kpl'

function field(tag: number, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(11)
  head[0] = tag
  return Buffer.concat([head.subarray(0, writeVarint(head, 1, bytes.length)), bytes])
}

/** A KPL aggregate of these user records, as a producer would make it. */
export function aggregateOf(records: readonly Uint8Array[]): Buffer {
  const message = Buffer.concat([
    field(tags.partitionKeyTable, Buffer.from('k')),
    ...records.map((data) =>
      field(
        tags.record,
        Buffer.concat([Buffer.from([tags.partitionKeyIndex, 0]), field(tags.data, data)]),
      ),
    ),
  ])
  return Buffer.concat([magic, message, hash('md5', message, 'buffer')])
}
