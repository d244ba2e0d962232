import { expect, test } from 'vitest'
import type { CampaignOutcome } from '../path-campaign.ts'
import { brokenBy, pathTable } from '../path-table.ts'

const fault = {
  kind: 'kill gateway',
  afterMs: 500,
  waits: true,
  forMs: 300,
  gateway: 0,
  severity: 0.5,
} as const
const outcome: CampaignOutcome = {
  faults: [fault, fault],
  skipped: ['full disk of the archive'],
  recoveries: [
    { name: 'kill gateway', atMs: 900, tookMs: 1400 },
    { name: 'kill gateway', atMs: 1900, tookMs: 2700 },
  ],
  answers: new Map([
    ['202', 1200],
    ['no answer', 34],
  ]),
  verdict: {
    tracked: 5000,
    sent: 5000,
    acknowledged: 4998,
    duplicates: 12,
    lost: ['1 valid b0.0'],
    undelivered: ['b0.0'],
    invented: [],
    altered: [],
    doubled: [],
    miscounted: [],
    givenUp: [],
    undecodable: [],
  },
}

test('says what was done, what came of it, and how long it took at most', () => {
  const text = pathTable(outcome).join('\n')
  for (const line of [
    /^kill gateway +2 × +all archived after 2\.7 s at most$/mu,
    /^full disk of the archive +skipped +this machine does not let us mount$/mu,
    /^events tracked +5,000$/mu,
    /^acknowledged +4,998$/mu,
    /^answers +1,234 +1,200 × 202, 34 × no answer$/mu,
    /^longest recovery +2\.7 s$/mu,
    /^lost +1 /mu,
    /^altered +0 /mu,
  ]) {
    expect(text).toMatch(line)
  }
})

test('names everything that broke the promise', () => {
  expect(brokenBy(outcome)).toEqual(['lost: 1 valid b0.0', 'undelivered: b0.0'])
})
