import { expect, test } from 'vitest'
import { createDeliveries } from '../packing/deliveries.ts'
import { packAlone, stringifyAndConcat } from '../packing/pack-alone.ts'

const deliveries = createDeliveries(4, 500)

test('makes the same deliveries each time, with a line and a hash for each event', async () => {
  const again = createDeliveries(4, 500)
  const lines = Buffer.concat(deliveries.list.map(({ bytes }) => bytes))
    .toString()
    .trim()
    .split('\n')
  expect(again.list).toEqual(deliveries.list)
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual(deliveries.records)
  expect(deliveries.list.map(({ ends, hashes }) => [ends.length, hashes.length])).toEqual(
    Array.from({ length: 4 }, () => [500, 500]),
  )
})

test('packs as many plain lines to a record as the floor does', async () => {
  const floor = stringifyAndConcat(deliveries)
  const ours = await packAlone('ndjson', deliveries)
  expect(ours.bytes / ours.records).toBeLessThanOrEqual(24_576)
  expect(ours.events / ours.records).toBeCloseTo(floor.events / floor.records, 0)
})

test('gzip packs several times as many', async () => {
  const plain = await packAlone('ndjson', deliveries)
  const small = await packAlone('ndjson-gzip', deliveries)
  expect(small.events / small.records).toBeGreaterThan((3 * plain.events) / plain.records)
  expect(small.bytes / small.records).toBeLessThanOrEqual(2 * 24_576)
})
