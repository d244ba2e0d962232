import { estimate, type Estimate, estimateOne } from '@weir/example-aws/cost/estimate'
import { gatewayTasks } from '@weir/example-aws/cost/gateway-cost'
import type { Packing } from '@weir/example-aws/cost/packing'
import { defaultWorkload, type Workload } from '@weir/example-aws/cost/workload'
import { defaultFleet, type FleetOptions } from './fleet-options.ts'

export const workloadOf = (rate: number): Workload => ({
  ...defaultWorkload,
  eventsPerSecond: rate,
  eventBytes: defaultFleet.eventBytes,
  eventsPerRequest: defaultFleet.eventsPerRequest,
})

/** What the cost model makes of a rate and one way of packing: `one a record`, or `ndjson`. */
export function estimateOf(rate: number, name: Packing['name']): Estimate {
  const found = estimate(workloadOf(rate)).find((each) => each.name === name)
  if (found === undefined) throw new RangeError(`no estimate for ${name}`)
  return found
}

/** As many gateways and shards as the cost model pays for. */
export function fleetFor(rate: number): FleetOptions {
  const gateways = gatewayTasks(workloadOf(rate))
  const rampSeconds = 12
  return {
    ...defaultFleet,
    rate,
    gateways,
    rampSeconds,
    shards: estimateOf(rate, 'ndjson').streams.shards,
  }
}

/** What a month costs with records as full as they were found to be. */
export function estimateFor(rate: number, eventsPerRecord: number): Estimate {
  const work = workloadOf(rate)
  const recordBytes = eventsPerRecord * work.eventBytes
  const packing = { name: 'ndjson', eventsPerRecord, recordBytes, archiveRatio: work.objectRatio }
  return estimateOne(work, packing as Packing, { name: 'ndjson', perEvent: false })
}
