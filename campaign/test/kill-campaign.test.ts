import { expect, test } from 'vitest'
import { createLedger } from '../ledger.ts'
import { runKillCampaign } from '../kill-campaign.ts'

test('loses nothing that was acknowledged over ten kills, with a spool and without', async () => {
  const seed = Date.now() % 2 ** 31
  const verdict = await runKillCampaign({ kills: 10, seed })
  expect({ seed, ...verdict }).toMatchObject({
    seed,
    lost: [],
    invented: [],
    altered: [],
    disordered: [],
  })
  // What nobody looks at in a stream is not said to be right.
  expect(Object.keys(verdict)).not.toContain('doubled')
  expect(verdict.acknowledged).toBeGreaterThan(100)
}, 120_000)

const one = { event_id: '1', a: 1 }
const about = { isValid: true, life: 'life 0' }
const line = (record: object) => `${JSON.stringify(record)}\n`

test('the oracle sees an acknowledged event that is nowhere', () => {
  const ledger = createLedger()
  ledger.sent('1', one, about)
  expect(ledger.judge({ events: '', rejected: '' })).toMatchObject({ acknowledged: 0, lost: [] })
  ledger.acknowledged('1')
  expect(ledger.judge({ events: '', rejected: '' })).toMatchObject({
    acknowledged: 1,
    lost: ['1 valid life 0'],
  })
})

test('the oracle sees what was invented, altered, doubled or put into the wrong stream', () => {
  const judge = (events: string, rejected = '') => {
    const ledger = createLedger()
    ledger.sent('1', one, about)
    return ledger.judge({ events, rejected })
  }
  const good = line({ ...one, received_at: 'x' })
  expect(judge(good + good)).toMatchObject({
    invented: [],
    altered: [],
    duplicates: 1,
    unanswered: 1,
  })
  expect(judge(line({ ...one, a: 2 })).altered).toHaveLength(1)
  expect(judge(good + line({ ...one, received_at: 'y' })).altered).toHaveLength(1)
  expect(judge(line({ event_id: '2' })).invented).toHaveLength(1)
  expect(judge('', line({ event: one })).invented).toHaveLength(1)
})

test('the oracle sees events of a visitor whose first deliveries are out of order', () => {
  const ledger = createLedger()
  const events = [0, 1, 2].map((seq) => ({ event_id: String(seq), anonymous_id: 'v', seq }))
  for (const each of events) ledger.sent(each.event_id, each, about)
  const [first = {}, second = {}, third = {}] = events
  const judge = (stored: readonly object[], shards: readonly (readonly object[])[] = []) =>
    ledger.judge({
      events: stored.map(line).join(''),
      rejected: '',
      shards: shards.map((shard) => shard.map(line).join('')),
    }).disordered
  // What was never acknowledged has no place in the order.
  expect(judge([third, first])).toEqual([])
  for (const { event_id } of events) ledger.acknowledged(event_id)
  expect(judge([first, second, first, third, second])).toEqual([])
  expect(judge([first, third, second])).toEqual(['1 v 1 after 2 life 0'])
  expect(judge([first, second, third], [[first], [third, second]])).toEqual([
    '1 v 1 after 2 life 0',
  ])
})
