import { expect, test } from 'vitest'
import { errorLine } from '../../../src/firehose/decode/error-line.ts'

test('writes what cannot be read as Firehose does, whole and with its place in the stream', () => {
  const data = Buffer.from([0, 1, 255])
  const line = errorLine(
    { code: 'Weir.NotJson', message: 'a line that is no JSON', data },
    {
      stream: 'events',
      shardId: 'shardId-000000000000',
      sequenceNumber: '42',
      arrivedAt: new Date(1000),
      nowMs: 2000,
    },
  ).toString()
  expect(line.endsWith('}\n')).toBe(true)
  expect(JSON.parse(line)).toEqual({
    attemptsMade: 1,
    arrivalTimestamp: 1000,
    errorCode: 'Weir.NotJson',
    errorMessage: 'a line that is no JSON',
    attemptEndingTimestamp: 2000,
    rawData: 'AAH/',
    streamName: 'events',
    shardId: 'shardId-000000000000',
    sequenceNumber: '42',
  })
})
