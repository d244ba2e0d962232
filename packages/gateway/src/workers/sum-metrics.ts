import { AggregatorRegistry } from 'prom-client'
import type { MetricsSnapshot } from '../metrics.ts'

/** The metrics of several processes as one text: counters are added, a gauge says how it is. */
export const sumMetrics = (snapshots: readonly MetricsSnapshot[]): Promise<string> =>
  AggregatorRegistry.aggregate(snapshots.map((each) => [...each])).metrics()

/** Two as one: what came after the other. */
export const addMetrics = (
  one: MetricsSnapshot,
  other: MetricsSnapshot,
): Promise<MetricsSnapshot> =>
  AggregatorRegistry.aggregate([[...one], [...other]]).getMetricsAsJSON()

/** What outlives a process: what it counted, and not what it was at its end. */
export const lasting = (snapshot: MetricsSnapshot): MetricsSnapshot =>
  snapshot.filter(({ type }) => String(type) !== 'gauge')
