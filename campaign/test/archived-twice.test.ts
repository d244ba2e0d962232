import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { syntheticArrivals, writeArchive } from '@weir/archive/synthetic'
import { expect, onTestFinished, test } from 'vitest'
import { doubledByOneLife, storedBeforePosition } from '../archived-twice.ts'
import { miscountedIn } from '../count-events.ts'
import { readArchive } from '../read-archive.ts'

const file = (writer: string, ...lines: string[]) => ({ prefix: 'events', writer, lines })

test('lets a kill double what the next life stores again, and nothing else', () => {
  expect(doubledByOneLife([file('a', '1', '2'), file('a', '3'), file('b', '2', '3')])).toEqual([])
  expect(doubledByOneLife([file('a', '1'), file('a', '1')])).toEqual(['2 times by a: 1'])
  expect(doubledByOneLife([file('a', '1', '1')], () => 2)).toEqual([])
})

test('lets nothing be stored again that the position was past', () => {
  const place = (sequenceNumber: string, shardId = 's-0') => [
    { stream: 'events', shardId, sequenceNumber },
  ]
  const places = new Map([
    ['1', place('9')],
    ['2', place('10')],
    ['3', place('11')],
    ['4', place('1', 's-1')],
    ['5', [...place('1'), ...place('12')]],
  ])
  const positions = { events: { 's-0': '10', 's-1': 'SHARD_END' } }
  const early = (...lines: string[]) =>
    storedBeforePosition([file('a', ...lines)], places, () => positions)
  expect(early('3', '5', 'nowhere')).toEqual([])
  expect(early('1', '2', '3', '4')).toEqual(['a: 1', 'a: 2', 'a: 4'])
  expect(storedBeforePosition([file('a', '1')], places, () => ({}))).toEqual([])
})

test('holds the view against what is stored, each event once', async () => {
  const root = await mkdtemp(join(tmpdir(), 'weir-campaign-'))
  onTestFinished(() => rm(root, { recursive: true }))
  const arrivals = syntheticArrivals({
    seed: 1,
    startMs: Date.UTC(2026, 10, 21),
    hours: 2,
    visitsPerHour: 5,
    duplicates: 0.2,
  })
  await writeArchive(root, arrivals)
  const archived = await readArchive(root)
  expect(await miscountedIn(root, archived)).toEqual([])
  const [first, ...others] = archived.files
  const lacking = { ...archived, files: [{ ...file('a', '{"event_id":"new"}') }, ...others] }
  expect(first?.lines.length).toBeGreaterThan(1)
  expect(await miscountedIn(root, lacking)).toEqual([
    expect.stringMatching(
      /^the view counts \{"events":\d+,"duplicates":\d+,"notices":0\} instead of/u,
    ),
  ])
})
