import { expect, test } from 'vitest'
import { gatewayCost, gatewayTasks } from '../../src/cost/gateway-cost.ts'
import { keyCost } from '../../src/cost/standing-cost.ts'
import { defaultWorkload, type Workload } from '../../src/cost/workload.ts'

const work = (given: Partial<Workload>): Workload => ({ ...defaultWorkload, ...given })

test('runs two tasks at least, and as many as the CPU of the busiest hour needs', () => {
  expect(gatewayTasks(work({ eventsPerSecond: 1 }))).toBe(2)
  expect(gatewayTasks(work({ eventsPerSecond: 100_000, cpuMicros: 24 }))).toBe(4)
  expect(gatewayTasks(work({ eventsPerSecond: 100_000, cpuMicros: 24, peak: 3 }))).toBe(12)
})

test('costs a load balancer by connections or by bytes, whichever is more', () => {
  // With the two public addresses that it has in two zones.
  const base = (0.0225 + 2 * 0.005) * 730
  const ofConnections = gatewayCost(
    work({ eventsPerSecond: 1000, eventsPerRequest: 1, eventBytes: 1 }),
    0,
  )
  expect(ofConnections.balancer).toBeCloseTo(base + 40 * 0.008 * 730, 6)
  const ofBytes = gatewayCost(
    work({ eventsPerSecond: 1000, eventsPerRequest: 1000, eventBytes: 1024 ** 2 }),
    0,
  )
  expect(ofBytes.balancer).toBeCloseTo(base + ((1000 * 3600) / 1024) * 0.008 * 730, 4)
})

test('costs an endpoint for what passes it, as base64', () => {
  const idle = gatewayCost(work({}), 0).endpoints
  expect(idle).toBeCloseTo(8 * 7.3, 6)
  const second = gatewayCost(work({}), (3 * 1024 ** 3) / 4 / (730 * 3600)).endpoints
  expect(second - idle).toBeCloseTo(0.01, 6)
})

test('costs an endpoint less for each GiB beyond one PiB and beyond five', () => {
  const ofGib = (gib: number) =>
    gatewayCost(work({}), ((gib * 3) / 4) * (1024 ** 3 / (730 * 3600))).endpoints
  const pib = 1024 ** 2
  expect(ofGib(pib + 1000) - ofGib(pib)).toBeCloseTo(6, 4)
  expect(ofGib(5 * pib + 1000) - ofGib(5 * pib)).toBeCloseTo(4, 4)
})

test('costs a key by the month and by who uses it', () => {
  expect(keyCost({ users: 0, objects: 0 })).toBe(1)
  expect(keyCost({ users: 1, objects: 1240 })).toBeCloseTo(1.03, 6)
})
