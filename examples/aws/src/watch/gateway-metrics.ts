/** One metric of the gateway, as CloudWatch gets it. */
export interface GatewayMetric {
  readonly name: string
  /** What it is made of in `/metrics`. */
  readonly from: string
  /** A counter is sent as what was added, a mean as the mean of what was added. */
  readonly kind: 'counter' | 'gauge' | 'mean'
  readonly unit: 'Count' | 'Bytes' | 'Seconds' | 'None'
  /** Only where the labels have this. */
  readonly where?: string
}

export const metricsNamespace = 'Weir'

/** Every one costs money each month: only what an alarm or the dashboard shows. */
export const gatewayMetrics = [
  { name: 'events_received', from: 'weir_events_received_total', kind: 'counter', unit: 'Count' },
  { name: 'events_accepted', from: 'weir_events_accepted_total', kind: 'counter', unit: 'Count' },
  { name: 'events_rejected', from: 'weir_events_rejected_total', kind: 'counter', unit: 'Count' },
  { name: 'events_delivered', from: 'weir_events_delivered_total', kind: 'counter', unit: 'Count' },
  { name: 'records', from: 'weir_records_total', kind: 'counter', unit: 'Count' },
  { name: 'put_retries', from: 'weir_put_retries_total', kind: 'counter', unit: 'Count' },
  {
    name: 'requests_unavailable',
    from: 'weir_requests_total',
    kind: 'counter',
    unit: 'Count',
    where: 'status="503"',
  },
  { name: 'unexpected', from: 'weir_unexpected_total', kind: 'counter', unit: 'Count' },
  { name: 'spool_bytes', from: 'weir_spool_bytes', kind: 'gauge', unit: 'Bytes' },
  { name: 'spool_oldest', from: 'weir_spool_oldest_seconds', kind: 'gauge', unit: 'Seconds' },
  { name: 'breaker_state', from: 'weir_breaker_state', kind: 'gauge', unit: 'None' },
  { name: 'events_per_record', from: 'weir_record_events', kind: 'mean', unit: 'Count' },
] as const

export type GatewayMetricName = (typeof gatewayMetrics)[number]['name']
