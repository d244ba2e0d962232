import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFrameWriter, joinFrames, readFrame, visitorHash } from '../../src/pipeline/frame.ts'
import { stringifyDeep } from '../../src/pipeline/stringify-deep.ts'
import { createConfirmTracker } from '../../src/ship/confirm-tracker.ts'

test('gives back every line and its visitor', () => {
  const writer = createFrameWriter()
  const line = fc.record({
    line: fc.string({ unit: 'grapheme' }),
    visitor: fc.string({ maxLength: 3 }),
  })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (given) => {
      writer.reset()
      for (const { line: text, visitor } of given) writer.add(text, '\n', visitor)
      const { bytes, ends, hashes, stream } = joinFrames('events', [readFrame(writer.finish())])
      expect(stream).toBe('events')
      const lines = Array.from(ends, (end, at) =>
        Buffer.from(bytes).toString('utf8', at === 0 ? 0 : ends[at - 1], end),
      )
      expect(lines).toEqual(given.map((each) => `${each.line}\n`))
      expect(Array.from(hashes)).toEqual(given.map(({ visitor }) => visitorHash(visitor)))
    }),
  )
})

test('spreads visitors by the MD5 that Kinesis uses', () => {
  const digest = createHash('md5').update('a-1').digest()
  expect(visitorHash('a-1')).toBe(digest.readUInt32BE(0))
})

test('refuses a frame that is cut short', () => {
  const writer = createFrameWriter()
  writer.add('{"a":1}\n', '', 'v')
  const frame = writer.finish()
  for (let length = 0; length < frame.length; length++) {
    expect(() => readFrame(frame.subarray(0, length))).toThrow('frame')
  }
})

test('writes JSON of any depth as JSON.stringify does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.parse(JSON.stringify(value)) as unknown
      expect(stringifyDeep(json)).toBe(JSON.stringify(json))
    }),
  )
  const deep = `${'{"a":[1,'.repeat(20_000)}null${']}'.repeat(20_000)}`
  expect(stringifyDeep(JSON.parse(deep))).toBe(deep)
})

test('confirms no position before everything up to it has ended, and all of them in the end', () => {
  const orders = fc.integer({ min: 1, max: 40 }).chain((count) =>
    fc.shuffledSubarray(
      Array.from({ length: count }, (_each, n) => n + 1),
      { minLength: count },
    ),
  )
  fc.assert(
    fc.property(orders, (order) => {
      const tracker = createConfirmTracker()
      for (let position = 1; position <= order.length; position++) tracker.begin(position)
      const ended = new Set<number>()
      let confirmed = 0
      for (const position of order) {
        ended.add(position)
        confirmed = tracker.end(position) ?? confirmed
        let upTo = 0
        while (ended.has(upTo + 1)) upTo++
        expect(confirmed).toBe(upTo)
      }
      expect([confirmed, tracker.underWay]).toEqual([order.length, 0])
    }),
  )
})
