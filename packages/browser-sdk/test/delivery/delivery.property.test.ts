import { validateEvent } from '@weir/schema/validate'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answer } from '../support/fake-gateway.ts'
import { passingMoods, play, type Played, steps } from '../support/model.ts'

/** The events that the gateway has, by the page load that tracked them, each once. */
function acceptedBy({ browser }: Played): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>()
  for (const { instance_id: id, seq } of browser.gateway.events) {
    found.set(id, (found.get(id) ?? new Set()).add(seq))
  }
  return found
}

const ascending = (counts: readonly number[]) => counts.toSorted((a, b) => a - b)
const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0)

/** None of them is one that a gateway refuses. */
function expectTaken({ browser }: Played): void {
  const refused = browser.gateway.events.filter((event) => !validateEvent({ ...event }).ok)
  expect(refused).toEqual([])
}

/** An event that came more than once came the same. */
function expectTrueDuplicates({ browser }: Played): void {
  const seen = new Map<string, string>()
  for (const event of browser.gateway.events) {
    const text = JSON.stringify(event)
    expect(seen.get(event.event_id) ?? text).toBe(text)
    seen.set(event.event_id, text)
  }
}

test('loses nothing through outages, crashes, closings and frozen tabs', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), steps(passingMoods), async (seed, script) => {
      const played = await play(seed, script)
      const { browser, visited } = played
      expect(visited.map(({ lost }) => lost())).toEqual(visited.map(() => ({})))
      const accepted = [...acceptedBy(played).values()].map((seqs) => seqs.size)
      const tracked = visited.map((each) => each.tracked).filter((count) => count > 0)
      expect(ascending(accepted)).toEqual(ascending(tracked))
      for (const seqs of acceptedBy(played).values()) expect(Math.max(...seqs)).toBe(seqs.size - 1)
      expectTrueDuplicates(played)
      expectTaken(played)
      expect(browser.storage.keys.filter((key) => /:\d+$/.test(key))).toEqual([])
      expect(browser.locks.held.size).toBe(0)
    }),
    { numRuns: 150 },
  )
})

test('counts what it gives up: every event is accepted or counted, and never a gap without a count', async () => {
  const moods = [...passingMoods, answer(400), answer(401), answer(413)]
  await fc.assert(
    fc.asyncProperty(fc.nat(), steps(moods), async (seed, script) => {
      const played = await play(seed, script)
      const { visited } = played
      const accepted = sum([...acceptedBy(played).values()].map((seqs) => seqs.size))
      const lost = sum(visited.flatMap((each) => Object.values(each.lost())))
      const tracked = sum(visited.map((each) => each.tracked))
      // One answer may be lost, and the next one refuse what was accepted before.
      expect(accepted + lost).toBeGreaterThanOrEqual(tracked)
      expectTrueDuplicates(played)
      expectTaken(played)
    }),
    { numRuns: 150 },
  )
})
