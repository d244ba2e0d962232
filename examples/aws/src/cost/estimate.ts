import { firehoseCost, storageCost } from './archive-cost.ts'
import { gatewayCost, gatewayTasks } from './gateway-cost.ts'
import { type Packing, packings } from './packing.ts'
import { keyCost, watchCost } from './standing-cost.ts'
import { type StreamCost, streamCost } from './stream-cost.ts'
import { secondsPerMonth, type Workload } from './workload.ts'

/** A month with one way of packing, in dollars. */
export interface Estimate {
  readonly name: string
  readonly packing: Packing
  readonly streams: StreamCost
  /** The cheapest of the three ways to pay for the streams. */
  readonly cheapest: 'onDemand' | 'advantage' | 'provisioned'
  readonly firehose: number
  readonly storage: number
  readonly tasks: number
  /** Fargate, load balancer, interface endpoints, key, and watching. */
  readonly rest: number
  readonly total: number
  /** Stream, Firehose and S3, for a million events. */
  readonly pipePerMillion: number
  readonly totalPerMillion: number
}

/** One estimate for each packing; two for KPL, as how Firehose bills it is not documented. */
export function estimate(work: Workload): Estimate[] {
  return possible(work).flatMap((packing) => {
    const { name } = packing
    if (name !== 'kpl') return [estimateOne(work, packing, { name, perEvent: false })]
    return [
      estimateOne(work, packing, { name: 'kpl', perEvent: false }),
      estimateOne(work, packing, { name: 'kpl, billed by event', perEvent: true }),
    ]
  })
}

/** Firehose cannot look into gzip to make Parquet of it. */
const possible = (work: Workload): Packing[] =>
  packings(work, gatewayTasks(work)).filter(
    ({ name }) => !(work.isParquet && name === 'ndjson-gzip'),
  )

/** A month with one way of packing that is known already, as from a simulation. */
export function estimateOne(
  work: Workload,
  packing: Packing,
  { name, perEvent }: { name: string; perEvent: boolean },
): Estimate {
  const streams = streamCost(work, packing)
  const cheapest = cheapestOf(streams)
  const firehose = firehoseCost(work, packing, perEvent)
  const storage = storageCost(work, packing)
  const streamBytes = (work.eventsPerSecond / packing.eventsPerRecord) * packing.recordBytes
  const { tasks, fargate, balancer, endpoints } = gatewayCost(work, streamBytes)
  const key = keyCost({ users: tasks + work.consumers, objects: storage.objects })
  const rest = fargate + balancer + endpoints + key + watchCost()
  const pipe = streams[cheapest] + firehose + storage.dollars
  const millions = (work.eventsPerSecond * secondsPerMonth) / 1e6
  return {
    name,
    packing,
    streams,
    cheapest,
    firehose,
    storage: storage.dollars,
    tasks,
    rest,
    total: pipe + rest,
    pipePerMillion: pipe / millions,
    totalPerMillion: (pipe + rest) / millions,
  }
}

function cheapestOf({ onDemand, advantage, provisioned }: StreamCost): Estimate['cheapest'] {
  if (provisioned <= onDemand && provisioned <= advantage) return 'provisioned'
  return onDemand <= advantage ? 'onDemand' : 'advantage'
}
