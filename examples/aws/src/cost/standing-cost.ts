import { dollars } from './prices.ts'
import { hoursPerMonth } from './workload.ts'

/** Of the stack by default; a test counts them. */
export const watched = { metrics: 10, alarms: 18, dashboards: 1 } as const

/** Kinesis asks KMS for a new data key about every five minutes, for each who writes or reads. */
const kinesisKeysPerHour = 12

export function keyCost({ users, objects }: { users: number; objects: number }): number {
  // A bucket key saves most of the requests for objects; counted as if there were none.
  const requests = kinesisKeysPerHour * hoursPerMonth * users + objects
  return dollars('kmsKey', 1) + dollars('kmsRequest', requests)
}

export const watchCost = (): number =>
  dollars('metric', watched.metrics) +
  dollars('alarm', watched.alarms) +
  dollars('dashboard', watched.dashboards)
