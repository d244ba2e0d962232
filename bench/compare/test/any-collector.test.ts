import { findEngine } from '@weir/browsers'
import { testPace } from '@weir/e2e/delivery/rig'
import { scenarios } from '@weir/e2e/scenarios/scenarios'
import { expect, test } from 'vitest'
import { createSubjectRig } from '../run-cell.ts'
import { naive } from '../subjects/naive.ts'
import { posthog } from '../subjects/posthog.ts'
import { snowplow } from '../subjects/snowplow.ts'
import type { Subject } from '../subjects/subject.ts'

/** What a subject came to in Chromium, with an outage of a third of a second. */
async function run(subject: Subject, host: string) {
  const source = findEngine('chromium')
  if ('missing' in source) throw new Error(source.missing)
  const scenario = scenarios.find((one) => one.host === host)
  if (scenario === undefined) throw new RangeError(`no scenario ${host}`)
  const pace = { ...testPace, outageMs: 300, patienceMs: 1000 }
  const rig = await createSubjectRig(source, subject, pace)
  try {
    return await rig.run(scenario)
  } finally {
    await rig.close()
  }
}

// JSON within JSON, and gzip. How much arrives is theirs.
for (const subject of [snowplow, posthog]) {
  test(`finds events in the requests of ${subject.name}`, async () => {
    const { events, lost, rejected, strays } = await run(subject, 'navigate')
    expect(events - lost.length).toBeGreaterThan(0)
    expect({ rejected, strays }).toEqual({ rejected: [], strays: [] })
  })
}

test('sees a page losing events whose requests are not tried again', async () => {
  // The page is gone before the outage is over, so that nothing can come late.
  const { lost, duplicates } = await run(naive, 'come-back')
  expect({ lost: lost.length, duplicates }).toEqual({ lost: 10, duplicates: 0 })
})
