/**
 * US dollars in us-east-1 (N. Virginia), as they stood in November 2026. Each says how sure it
 * is: `list` was read in a snapshot of the AWS price list, `blog` in an announcement of AWS,
 * `memory` nowhere: check it before you rely on it.
 */
export type Price = readonly [dollars: number, from: 'list' | 'blog' | 'memory', per: string]

export const pricesOf = 'us-east-1, November 2026'

export const prices = {
  shardHour: [0.015, 'list', 'shard and hour, provisioned'],
  putUnit: [0.014e-6, 'list', '25 KiB of a record, provisioned'],
  streamHour: [0.04, 'list', 'stream and hour, on-demand'],
  onDemandIn: [0.08, 'list', 'GiB written, on-demand'],
  onDemandOut: [0.04, 'list', 'GiB read, on-demand'],
  advantageIn: [0.032, 'blog', 'GiB written, on-demand advantage'],
  advantageOut: [0.016, 'blog', 'GiB read, on-demand advantage'],
  firehose: [0.029, 'blog', 'GiB, the first 500 TiB of a month'],
  firehoseNext: [0.025, 'memory', 'GiB, the next 1.5 PiB'],
  firehoseRest: [0.02, 'memory', 'GiB, beyond'],
  firehoseParquet: [0.018, 'memory', 'GiB turned into Parquet'],
  s3Put: [0.005e-3, 'list', 'PUT'],
  s3Standard: [0.023, 'list', 'GiB and month, Standard'],
  s3Infrequent: [0.0125, 'list', 'GiB and month, Infrequent Access'],
  s3Glacier: [0.004, 'memory', 'GiB and month, Glacier Instant Retrieval'],
  s3ToInfrequent: [0.01e-3, 'list', 'object moved to Infrequent Access'],
  s3ToGlacier: [0.02e-3, 'memory', 'object moved to Glacier Instant Retrieval'],
  kmsKey: [1, 'list', 'key and month'],
  kmsRequest: [0.03e-4, 'list', 'request'],
  balancerHour: [0.0225, 'list', 'load balancer and hour'],
  balancerUnit: [0.008, 'list', 'LCU and hour'],
  publicAddress: [0.005, 'memory', 'public IPv4 address and hour'],
  cpuHour: [0.04048, 'list', 'vCPU and hour, Fargate'],
  memoryHour: [0.004445, 'list', 'GiB and hour, Fargate'],
  endpointHour: [0.01, 'list', 'interface endpoint, zone and hour'],
  endpointOut: [0.01, 'list', 'GiB through interface endpoints, the first PiB of a month'],
  endpointOutNext: [0.006, 'memory', 'GiB, the next 4 PiB'],
  endpointOutRest: [0.004, 'memory', 'GiB, beyond'],
  metric: [0.3, 'memory', 'metric of our own and month'],
  alarm: [0.1, 'memory', 'alarm and month'],
  dashboard: [3, 'memory', 'dashboard and month'],
} as const

export const dollars = (name: keyof typeof prices, units: number): number => prices[name][0] * units
