import { expect, test } from 'vitest'
import {
  createBlock,
  isIntact,
  mayStartRecord,
  readHeader,
  recordBytes,
  type SegmentIdentity,
  stageRecord,
  stampRecord,
} from '../../src/spool/record-codec.ts'
import { newIdentity, parseSegmentName, segmentName } from '../../src/spool/segment.ts'

const identity: SegmentIdentity = { generation: 7, mark: 0x8000_0001, seed: 0xdead_beef }

/** One record in memory that held something else before. */
function oneRecord(payload: string) {
  const block = createBlock(Buffer.alloc(64, 0xee))
  stageRecord(block, 0, { payload: Buffer.from(payload), flags: 9, appendedAt: 1_795_235_765_082 })
  stampRecord(block, 0, { identity, sequence: 0x1234_5678_9abc })
  return block
}

test('gives back what it was given, beyond 32 bits', () => {
  expect(readHeader(oneRecord('hello'), 0)).toEqual({
    isEnd: false,
    length: 5,
    sequence: 0x1234_5678_9abc,
    flags: 9,
    appendedAt: 1_795_235_765_082,
  })
})

test('knows a record of another generation, mark or seed, each alone, for a stranger', () => {
  const block = oneRecord('hello')
  const isOwn = (other: SegmentIdentity): boolean =>
    mayStartRecord(block, 0, other) && isIntact(block, 0, other)
  expect(isOwn(identity)).toBe(true)
  for (const part of ['generation', 'mark', 'seed'] as const) {
    expect(isOwn({ ...identity, [part]: identity[part] + 1 })).toBe(false)
  }
  const { generation, mark } = identity
  expect(mayStartRecord(block, 0, { ...identity, generation: generation + 1 })).toBe(false)
  expect(mayStartRecord(block, 0, { ...identity, mark: mark + 1 })).toBe(false)
})

test('leaves nothing of what the memory held before between two records', () => {
  const { bytes } = oneRecord('hello')
  expect(recordBytes(5)).toBe(40)
  expect([...bytes.subarray(37, 41)]).toEqual([0, 0, 0, 0xee])
})

test('writes and reads a segment name, and takes no other for one', () => {
  for (const generation of [1, 0xffff_ffff]) {
    const use = { identity: newIdentity(generation), base: 2 ** 48 - 1 }
    expect(parseSegmentName(segmentName(use))).toEqual(use)
  }
  const name = segmentName({ identity, base: 1 })
  for (const other of ['', `${name}.tmp`, `x${name}`, name.replace('segment1', 'segment2')]) {
    expect(parseSegmentName(other)).toBeUndefined()
  }
})
