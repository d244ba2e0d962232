import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readableShards, type ShardInfo } from '../../../src/firehose/read/shard-plan.ts'

const shard = (id: string, ...parents: string[]): ShardInfo => ({ id, parents })
const readable = (shards: readonly ShardInfo[], ...done: string[]) =>
  readableShards(shards, (id) => done.includes(id))

const split = [shard('a'), shard('b', 'a'), shard('c', 'a')]
const merge = [shard('a'), shard('b'), shard('c', 'a', 'b')]

test('reads a parent before its children', () => {
  expect(readable(split)).toEqual(['a'])
  expect(readable(split, 'a')).toEqual(['b', 'c'])
  expect(readable(split, 'a', 'b')).toEqual(['c'])
})

test('reads both parents of a merge before the child', () => {
  expect(readable(merge)).toEqual(['a', 'b'])
  expect(readable(merge, 'a')).toEqual(['b'])
  expect(readable(merge, 'a', 'b')).toEqual(['c'])
})

test('does not wait for a parent that has aged out', () => {
  expect(readable([shard('b', 'gone'), shard('c', 'gone', 'b')])).toEqual(['b'])
})

test('reads every shard once, never before its parents, whatever the splits and merges', () => {
  /** Each shard has up to two parents among those before it. */
  const history = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(2)), { maxLength: 20 }).map((rows) =>
    rows.map(([one, other, count], at): ShardInfo => {
      const parents = at === 0 ? [] : [one % at, other % at].slice(0, count).map(String)
      return shard(String(at), ...new Set(parents))
    }),
  )
  fc.assert(
    fc.property(history, (shards) => {
      const done: string[] = []
      for (let next = readable(shards); next.length > 0; next = readable(shards, ...done)) {
        for (const id of next) {
          expect(done).toEqual(expect.arrayContaining([...(shards[Number(id)]?.parents ?? [])]))
        }
        done.push(...next)
      }
      expect(done.toSorted()).toEqual(shards.map(({ id }) => id).toSorted())
    }),
  )
})
