import { findEngine } from '@weir/browsers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { naiveClient } from '../src/clients/naive-client.ts'
import { createRig, type Rig, testPace } from '../src/delivery/rig.ts'
import { scenarios } from '../src/scenarios/scenarios.ts'

// A matrix in which everything is always 0 proves nothing by itself.

const source = findEngine('chromium')
let rig: Rig
beforeAll(async () => {
  if ('missing' in source) throw new Error(source.missing)
  rig = await createRig(source, {
    client: naiveClient,
    pace: { ...testPace, outageMs: 300, patienceMs: 300 },
  })
}, 60_000)
afterAll(() => rig.close())

const lossy = [
  'unavailable',
  'reset',
  'refused',
  'come-back',
  'limited-seconds',
  'offline',
  'crash',
]
for (const host of lossy) {
  const scenario = scenarios.find((one) => one.host === host)
  test(`a client without retries is seen losing everything: ${scenario?.name}`, async () => {
    const outcome = scenario && (await rig.run(scenario))
    expect(outcome?.lost).toHaveLength(10)
  })
}
test('a client that is simple and well is seen delivering', async () => {
  const scenario = scenarios.find(({ host }) => host === 'strict')
  const outcome = scenario && (await rig.run(scenario))
  expect(outcome).toMatchObject({ strays: [], gaps: [], rejected: [], broken: [] })
  expect(outcome?.requests).toBeGreaterThanOrEqual(5)
})
