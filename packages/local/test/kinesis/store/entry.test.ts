import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Placed } from '../../../src/kinesis/engine/journal.ts'
import { decodeEntries, encodeRecords, encodeSnapshot } from '../../../src/kinesis/store/entry.ts'

const placed: fc.Arbitrary<Placed> = fc
  .record({
    shard: fc.nat(5000),
    index: fc.nat(),
    ordinal: fc.nat(),
    arrivalMs: fc.nat(),
    partitionKey: fc.string({ unit: 'grapheme', maxLength: 40 }),
    data: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  })
  .map(({ shard, ...record }) => {
    const bytes = record.data.length + Buffer.byteLength(record.partitionKey)
    return { shard, record: { ...record, bytes } }
  })
const batches = fc.array(fc.array(placed, { minLength: 1, maxLength: 5 }), { maxLength: 5 })

const encode = (list: readonly (readonly Placed[])[]) => Buffer.concat(list.flatMap(encodeRecords))
const recordsOf = (file: Buffer) =>
  decodeEntries(file).entries.flatMap((entry) => (entry.kind === 'records' ? [entry.placed] : []))

test('reads back what was written', () => {
  fc.assert(
    fc.property(batches, (list) => {
      expect(recordsOf(encode(list))).toEqual(list)
    }),
  )
})

test('cut anywhere, or with any byte changed, what is read is whole and a beginning', () => {
  fc.assert(
    fc.property(batches, fc.nat(), fc.boolean(), (list, where, cut) => {
      const file = encode(list)
      fc.pre(file.length > 0)
      const at = where % file.length
      const broken = cut ? file.subarray(0, at) : Buffer.from(file)
      if (!cut) broken[at] = (broken[at] ?? 0) ^ 0x10
      const read = recordsOf(broken)
      expect(read.length).toBeLessThan(list.length)
      expect(read).toEqual(list.slice(0, read.length))
    }),
  )
})

test('a snapshot keeps hash keys to the last digit', () => {
  const snapshot = {
    state: {
      name: 's',
      createdMs: 1,
      mode: 'PROVISIONED',
      distribution: 'USER_PARTITION_KEY',
      maxRecordKib: 1024,
      retentionHours: 24,
      shards: [
        {
          number: 0,
          createdMs: 1,
          closedMs: 2,
          parents: [],
          range: { start: 0n, end: (1n << 128n) - 1n },
        },
      ],
    },
    nextIndex: new Map([[0, 7]]),
  } as const
  const { entries } = decodeEntries(Buffer.concat(encodeSnapshot(snapshot)))
  expect(entries).toEqual([{ kind: 'snapshot', snapshot }])
})
