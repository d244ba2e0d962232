import fc from 'fast-check'
import { expect, test } from 'vitest'
import { archivePrefixes, hourOf, parsePartition, partitionOf } from '../../src/layout/partition.ts'

const arrival = fc.date({
  min: new Date('0000-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
})

test('writes the hour of arrival in UTC, as the contract spells it', () => {
  const arrivedAt = new Date('2026-11-21T02:59:59.999+01:00')
  expect(partitionOf('events', arrivedAt)).toBe('events/year=2026/month=11/day=21/hour=01')
  expect(partitionOf('rejected', arrivedAt)).toBe('rejected/year=2026/month=11/day=21/hour=01')
})

test('reads back the hour that it wrote, of a folder and of a file in it', () => {
  fc.assert(
    fc.property(arrival, fc.constantFrom(...archivePrefixes), (arrivedAt, prefix) => {
      const partition = { prefix, startMs: hourOf(arrivedAt.getTime()) }
      const folder = partitionOf(prefix, arrivedAt)
      expect(parsePartition(folder)).toEqual(partition)
      expect(parsePartition(`${folder}/any.json.gz`)).toEqual(partition)
    }),
  )
})

test('sorts partitions as their hours', () => {
  fc.assert(
    fc.property(arrival, arrival, (a, b) => {
      const order = Math.sign(hourOf(a.getTime()) - hourOf(b.getTime()))
      const [one, other] = [partitionOf('events', a), partitionOf('events', b)]
      expect(one < other ? -1 : Number(one > other)).toBe(order)
    }),
  )
})

test.each([
  'events/year=2026/month=13/day=01/hour=00',
  'events/year=2026/month=02/day=31/hour=00',
  'events/year=2026/month=02/day=03/hour=24',
  'events/year=2026/month=2/day=3/hour=4',
  'events/year=2026/month=02/day=03',
  'events/year=2026/month=02/day=03/hour=011',
  'elsewhere/year=2026/month=02/day=03/hour=04',
  'parquet/events/year=2026/month=02/day=03/hour=04',
  '',
])('knows no hour in %s', (path) => {
  expect(parsePartition(path)).toBeUndefined()
})

test.each([
  Number.NaN,
  Date.parse('+010000-01-01T00:00:00Z'),
  Date.parse('-000001-01-01T00:00:00Z'),
])('refuses an arrival of no four-digit year: %d', (timeMs) => {
  expect(() => partitionOf('events', new Date(timeMs))).toThrow('no partition for')
})
