import { estimate, type Estimate, estimateOne } from '@weir/example-aws/cost/estimate'
import { gatewayTasks } from '@weir/example-aws/cost/gateway-cost'
import type { Packing } from '@weir/example-aws/cost/packing'
import { dollars } from '@weir/example-aws/cost/prices'
import { defaultWorkload, hoursPerMonth, type Workload } from '@weir/example-aws/cost/workload'
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

/** As many gateways as the cost model pays for, and as many shards unless others are named. */
export function fleetFor(
  rate: number,
  shards: number = estimateOf(rate, 'ndjson').streams.shards,
): FleetOptions {
  return {
    ...defaultFleet,
    rate,
    gateways: gatewayTasks(workloadOf(rate)),
    rampSeconds: 12,
    shards,
  }
}

/** A month in dollars, and a million events of it. */
export type Cost = Pick<Estimate, 'total' | 'pipePerMillion' | 'totalPerMillion'>

/** What a fleet costs with its own shards, and records as full as they were found to be. */
export function costOf(
  { rate, shards }: Pick<FleetOptions, 'rate' | 'shards'>,
  eventsPerRecord: number,
): Cost {
  const work = workloadOf(rate)
  const recordBytes = eventsPerRecord * work.eventBytes
  const packing = { name: 'ndjson', eventsPerRecord, recordBytes, archiveRatio: work.objectRatio }
  const found = estimateOne(work, packing as Packing, { name: 'ndjson', perEvent: false })
  const { total, totalPerMillion, pipePerMillion, streams, cheapest } = found
  // Where nobody pays for shards, no shard costs more.
  const further = cheapest === 'provisioned' ? shards - streams.shards : 0
  const dearer = dollars('shardHour', further * hoursPerMonth)
  const perMillion = (dearer * totalPerMillion) / total
  return {
    total: total + dearer,
    pipePerMillion: pipePerMillion + perMillion,
    totalPerMillion: totalPerMillion + perMillion,
  }
}
