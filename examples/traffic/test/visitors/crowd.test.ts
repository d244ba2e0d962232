import { validateEvent } from '@weir/schema/validate'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCrowd, type Delivery } from '../../src/visitors/crowd.ts'

function deliveries(seed: number, count: number): Delivery[] {
  let id = 0
  let now = 1_795_222_923_456
  const crowd = createCrowd({
    seed,
    site: 'http://localhost:8090',
    visitors: 20,
    now: () => (now += 1000),
    newId: () => `0199f0a4-7c00-7000-8000-${String((id += 1)).padStart(12, '0')}`,
  })
  return Array.from({ length: count }, () => crowd.next())
}

const eventsOf = (all: readonly Delivery[]) => all.flatMap(({ events }) => events)
const share = <Item>(items: readonly Item[], isSo: (item: Item) => boolean) =>
  items.filter(isSo).length / items.length

test('makes events that the schema accepts, and mistakes that it does not, from any seed', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const all = deliveries(seed, 100)
      for (const event of eventsOf(all)) expect(validateEvent(event)).toMatchObject({ ok: true })
      for (const { mistake } of all.filter((each) => 'mistake' in each)) {
        expect(validateEvent(mistake).ok).toBe(false)
      }
    }),
    { numRuns: 30 },
  )
})

test('sends the same visitors on the same ways for the same seed, and others for another', () => {
  expect(deliveries(7, 200)).toEqual(deliveries(7, 200))
  expect(deliveries(8, 200)).not.toEqual(deliveries(7, 200))
})

test('numbers the events of each page load without gaps, and names the page load before', () => {
  const pages = Map.groupBy(deliveries(3, 400), ({ events }) => events[0]?.session_id)
  expect(pages.size).toBeGreaterThan(20)
  for (const visit of pages.values()) {
    for (const { events } of visit) {
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, at) => at))
      expect(new Set(events.map(({ instance_id: id }) => id)).size).toBe(1)
    }
    const named = visit.map(({ events }) => events[0]?.previous_instance)
    const before = visit.map(({ events }) => events.at(-1))
    expect(named).toEqual([
      undefined,
      ...before
        .slice(0, -1)
        .map((last) => ({ instance_id: last?.instance_id, last_seq: last?.seq })),
    ])
  }
})

test('happens in order, and each page after the one before it was left', () => {
  const visits = Map.groupBy(eventsOf(deliveries(4, 400)), ({ session_id: id }) => id)
  for (const events of visits.values()) {
    const times = events.map(({ timestamp }) => timestamp)
    expect(times).toEqual(times.toSorted())
  }
  expect(visits.size).toBeGreaterThan(20)
})

test('is believable: some buy, some are robots, some come by a campaign, few make mistakes', () => {
  const all = deliveries(1, 5000)
  const events = eventsOf(all)
  const sessions = new Set(events.map(({ session_id: id }) => id)).size
  const count = (type: string) => events.filter(({ event_type: each }) => each === type).length
  const buyers = count('purchase') / sessions
  expect(buyers).toBeGreaterThan(0.01)
  expect(buyers).toBeLessThan(0.2)
  expect(count('add_to_cart')).toBeGreaterThan(count('purchase'))
  expect(count('form_start')).toBeGreaterThan(count('form_submit'))
  expect(share(all, ({ visitor }) => visitor.isRobot)).toBeLessThan(0.1)
  expect(share(all, ({ visitor }) => visitor.isRobot)).toBeGreaterThan(0.005)
  expect(share(all, (each) => 'mistake' in each)).toBeLessThan(0.03)
  expect(share(all, (each) => 'mistake' in each)).toBeGreaterThan(0.003)
  const countries = new Set(all.map(({ visitor }) => visitor.place.country))
  expect(countries.size).toBeGreaterThan(8)
  expect(events.filter(({ page_url: url }) => url.includes('utm_')).length).toBeGreaterThan(100)
})
