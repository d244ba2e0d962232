import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { Api, Follower } from '../../src/api/client.ts'
import { createLive } from '../../src/state/live.ts'
import { noFilter } from '../../src/state/live-filter.ts'

const record = (event_id: string, more: object = {}) => ({ event_id, event_type: 'click', ...more })

/** A gateway that remembers what it is told to, and a stream that is in the hands of the test. */
function fakeGateway(remembered: { good: object[]; rejected: object[] }) {
  const asked: string[] = []
  const followers: { path: string; to: Follower; isStopped: boolean }[] = []
  const api: Api = {
    get(path) {
      asked.push(path)
      const events = path.startsWith('good') ? remembered.good : remembered.rejected
      return Promise.resolve({ events } as never)
    },
    post: () => Promise.resolve(),
    follow(path, to) {
      const follower = { path, to, isStopped: false }
      followers.push(follower)
      return () => {
        follower.isStopped = true
      }
    },
  }
  const live = createLive(api)
  onTestFinished(() => live.stop())
  const ids = () => live.good.rows.value.map(({ item }) => item['event_id'])
  return { asked, followers, live, ids, remembered }
}

/** What answers at once has arrived by then. */
const settled = () => setImmediate()
const none = { seen: 0, matched: 0, records: [] }
const batchOf = (...records: object[]) => ({
  good: { seen: records.length, matched: records.length, records },
  rejected: none,
})

test('begins with what the gateway remembers, and goes on with what comes', async () => {
  const { live, followers, ids } = fakeGateway({ good: [record('a'), record('b')], rejected: [] })
  await settled()
  followers[0]?.to.onState(true)
  followers[0]?.to.onData(batchOf(record('c', { event_type: 'purchase' })))
  expect(ids()).toEqual(['c', 'b', 'a'])
  expect(live.connection.value).toBe('open')
  expect(live.types.value).toEqual(['click', 'purchase'])
})

test('asks anew with each filter, and drops what it followed before', async () => {
  const good = [record('a'), record('b', { event_type: 'view' })]
  const { live, followers, ids, asked } = fakeGateway({ good, rejected: [] })
  live.filter.value = { ...noFilter, type: 'view' }
  await settled()
  expect(followers.map(({ path, isStopped }) => [path, isStopped])).toEqual([
    ['live', true],
    ['live?event_type=view', false],
  ])
  expect(asked).toEqual(['good?limit=200', 'rejected?limit=200', 'good', 'rejected'])
  expect(ids()).toEqual(['b'])
})

test('catches up when the gateway is back, and keeps the page when it remembers nothing', async () => {
  const { live, followers, ids, remembered } = fakeGateway({ good: [record('a')], rejected: [] })
  await settled()
  const { to } = followers[0] ?? {}
  to?.onState(true)
  to?.onState(false)
  expect(live.connection.value).toBe('lost')
  remembered.good = [record('a'), record('missed')]
  to?.onState(true)
  await settled()
  expect(ids()).toEqual(['missed', 'a'])
  remembered.good = []
  to?.onState(false)
  to?.onState(true)
  await settled()
  expect(ids()).toEqual(['missed', 'a'])
})

test('does not learn types without end', async () => {
  const good = Array.from({ length: 500 }, (_each, n) => record(`${n}`, { event_type: `t${n}` }))
  const { live } = fakeGateway({ good, rejected: [] })
  await settled()
  expect(live.types.value).toHaveLength(200)
})
