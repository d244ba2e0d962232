import { hash } from 'node:crypto'
import type { Delivery } from '@weir/gateway/internals'
import { makeRecords } from '../archive/make-lines.ts'

export interface Deliveries {
  readonly list: readonly Delivery[]
  /** What the lines were made of. */
  readonly records: readonly object[]
  readonly bytes: number
}

/** So many deliveries of so many events each, as the shipper hands them to a sink. */
export function createDeliveries(count: number, eventsEach: number): Deliveries {
  const records = makeRecords(count * eventsEach, 1)
  const list = Array.from({ length: count }, (_each, at) => {
    const own = records.slice(at * eventsEach, (at + 1) * eventsEach)
    const lines = own.map((record) => Buffer.from(`${JSON.stringify(record)}\n`))
    let end = 0
    return {
      stream: 'events' as const,
      bytes: Buffer.concat(lines),
      ends: Uint32Array.from(lines, (line) => (end += line.length)),
      hashes: Uint32Array.from(own, ({ anonymous_id: visitor }) =>
        hash('md5', visitor, 'buffer').readUInt32BE(0),
      ),
    }
  })
  return { list, records, bytes: list.reduce((sum, { bytes }) => sum + bytes.length, 0) }
}
