import type { Options } from '../options/options-table.ts'
import type { Streams } from '../streams/create-streams.ts'

export const gatewayPort = 8080
const adminPort = 9090
/** The one folder of the image that may be written to. */
export const dataFolder = '/data'
export const sitesFile = '/data/sites.json'
export const metricsAddress: string = `http://127.0.0.1:${adminPort}/metrics`

/** Fargate kills what has not ended after so long, at most 120 s. */
export const stopSeconds = 120
/** The last seconds are for closing what is left. */
const drainMs = (stopSeconds - 10) * 1000

/** The environment of the gateway. A test gives it to the gateway itself to judge. */
export function gatewaySettings(options: Options, streams: Streams): Record<string, string> {
  const hasCdn = options.cdn !== undefined
  return {
    ...options.settings,
    WEIR_HOST: '0.0.0.0',
    WEIR_PORT: String(gatewayPort),
    // Containers of one task share their loopback: the metrics are for the one beside it only.
    WEIR_ADMIN_HOST: '127.0.0.1',
    WEIR_ADMIN_PORT: String(adminPort),
    WEIR_SITES: sitesFile,
    WEIR_SINK: 'kinesis',
    WEIR_STREAM: streams.events.streamName,
    WEIR_REJECTED_STREAM: streams.rejected.streamName,
    WEIR_CODEC: options.codec,
    ...(options.spool === 'off'
      ? { WEIR_SPOOL: 'off' }
      : {
          WEIR_SPOOL: `${dataFolder}/spool`,
          WEIR_SPOOL_MAX_BYTES: `${options.spoolGiB} GiB`,
        }),
    // The load balancer, and the CDN before it. Without one, a country header is the client's word.
    WEIR_TRUST_PROXY: hasCdn ? '2' : '1',
    WEIR_GEO: hasCdn ? 'header' : 'off',
    WEIR_SHUTDOWN_MS: String(drainMs),
  }
}
