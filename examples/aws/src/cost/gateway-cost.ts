import { dollars } from './prices.ts'
import { gib, hoursPerMonth, secondsPerMonth, type Workload } from './workload.ts'

/** A month of what stands before the stream; the same for every packing but for what it sends. */
export interface GatewayCost {
  readonly tasks: number
  readonly fargate: number
  readonly balancer: number
  readonly endpoints: number
}

/** As the stack sets them by default: 1 vCPU and 2 GiB, two at least, scaled to 60 % of CPU. */
const taskCpus = 1
const taskGib = 2
const leastTasks = 2
const cpuUse = 0.6

/** What one LCU holds for an hour: the largest of these counts. */
const unit = { connectionsPerSecond: 25, gibPerHour: 1 } as const

/** The load balancer has one in each zone; under much traffic more. */
const publicAddresses = 2

/** Kinesis, ECR (two) and CloudWatch Logs, in two zones. */
const endpointZones = 4 * 2
/** PutRecords is JSON: data travels as base64. */
const base64 = 4 / 3

export const gatewayTasks = (work: Workload): number =>
  Math.max(
    leastTasks,
    Math.ceil((work.eventsPerSecond * work.peak * work.cpuMicros) / 1e6 / cpuUse / taskCpus),
  )

const pib = 1024 ** 2 // in GiB

function passing(sentGib: number): number {
  const next = Math.max(0, sentGib - pib)
  const rest = Math.max(0, next - 4 * pib)
  return (
    dollars('endpointOut', sentGib - next) +
    dollars('endpointOutNext', next - rest) +
    dollars('endpointOutRest', rest)
  )
}

/** `streamBytes` is what the gateways write in a second. */
export function gatewayCost(work: Workload, streamBytes: number): GatewayCost {
  const tasks = gatewayTasks(work)
  // Each request from another visitor, so on a connection of its own: the dearest case.
  const connections = work.eventsPerSecond / work.eventsPerRequest
  const received = (work.eventsPerSecond * work.eventBytes * 3600) / gib
  const units = Math.max(connections / unit.connectionsPerSecond, received / unit.gibPerHour)
  const sent = (streamBytes * base64 * secondsPerMonth) / gib
  return {
    tasks,
    fargate:
      dollars('cpuHour', tasks * taskCpus * hoursPerMonth) +
      dollars('memoryHour', tasks * taskGib * hoursPerMonth),
    balancer:
      dollars('balancerHour', hoursPerMonth) +
      dollars('publicAddress', publicAddresses * hoursPerMonth) +
      dollars('balancerUnit', units * hoursPerMonth),
    endpoints: dollars('endpointHour', endpointZones * hoursPerMonth) + passing(sent),
  }
}
