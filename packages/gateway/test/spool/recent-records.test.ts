import { expect, test } from 'vitest'
import { createRecentRecords, type RecordRange } from '../../src/spool/recent-records.ts'
import { type Block, createBlock } from '../../src/spool/record-codec.ts'
import { newIdentity, type Segment } from '../../src/spool/segment.ts'

const blockBytes = 100
const segment: Segment = {
  name: 'segment',
  identity: newIdentity(1),
  base: 1,
  sizeBytes: 4096,
  endOffset: 0,
  endSequence: 1,
  isPoisoned: false,
  file: undefined,
}

/** Room for three blocks, each of which holds one record. */
function createRecords() {
  const free: Block[] = []
  const records = createRecentRecords(3 * blockBytes, (blocks) => free.push(...blocks))
  const blocks: Block[] = []
  const append = (): void => {
    const block = createBlock(Buffer.alloc(blockBytes))
    const firstSequence = blocks.push(block)
    const range: RecordRange = {
      segment,
      offset: (firstSequence - 1) * blockBytes,
      block,
      start: 0,
      end: blockBytes,
      firstSequence,
      endSequence: firstSequence + 1,
    }
    records.add(range)
  }
  return { append, blocks, free, records }
}

test('frees a block that nobody read of as soon as another one takes its place', () => {
  const { append, blocks, free } = createRecords()
  for (let count = 0; count < 6; count += 1) append()
  // Of the third one, a later record may still come to be here.
  expect(free).toEqual(blocks.slice(0, 2))
})

test('frees a block that was read of when the next read begins', () => {
  const { append, blocks, free, records } = createRecords()
  for (let count = 0; count < 3; count += 1) append()
  expect(records.find(1)?.block).toBe(blocks[0])
  for (let count = 0; count < 3; count += 1) append()
  expect(free).toEqual([blocks[1]])
  records.release()
  expect(free).toEqual([blocks[1], blocks[0]])
  append()
  expect(free).toEqual([blocks[1], blocks[0], blocks[2]])
})

test('frees each block once, in whatever order it is read and pushed out', () => {
  const { append, blocks, free, records } = createRecords()
  for (let sequence = 1; sequence <= 12; sequence += 1) {
    append()
    records.find(sequence - (sequence % 3))
    if (sequence % 4 === 0) records.release()
  }
  records.release()
  expect(new Set(free).size).toBe(free.length)
  expect(blocks).toEqual(expect.arrayContaining(free))
})
