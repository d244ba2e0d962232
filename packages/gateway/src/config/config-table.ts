import { maxEnvelopeBytes, maxEnvelopeEvents } from '@weir/schema'
import { recordCapBytes } from '../sinks/kinesis/sink-limits.ts'
import {
  bytes,
  cookieName,
  domain,
  flag,
  integer,
  location,
  oneOf,
  orOff,
  type Parse,
  type Rate,
  rate,
  redisUrl,
  streamName,
  text,
} from './parse-values.ts'

/** One setting: where it comes from, what it may be, and what it is for. */
export interface Setting<Value> {
  readonly name: `WEIR_${string}`
  readonly parse: Parse<Value>
  /** As it would stand in the environment; undefined where there is none. */
  readonly fallback?: string
  readonly about: string
  readonly secret?: true
}

/** The settings, parsed. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly adminHost: string
  readonly adminPort: number
  readonly sites: string
  readonly sink: 'kinesis' | 'archive' | 'memory'
  readonly stream: string | undefined
  readonly rejectedStream: string | undefined
  readonly codec: 'ndjson' | 'ndjson-gzip' | 'kpl'
  readonly lingerMs: number
  readonly recordBytes: number
  readonly archive: string
  readonly archiveBytes: number
  readonly archiveMs: number
  readonly spool: string
  readonly spoolMaxBytes: number
  readonly bodyLimit: number
  readonly maxEvents: number
  readonly rateLimit: Rate | 'off'
  readonly redisUrl: string | undefined
  readonly trustProxy: number
  readonly ip: 'anonymize' | 'full' | 'none'
  readonly privacySignals: 'ignore' | 'strip' | 'drop'
  readonly cookie: string
  readonly cookieDomain: string | undefined
  readonly geo: string
  readonly workers: number | 'auto'
  readonly console: boolean
  readonly shutdownMs: number
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
}

/** Four segments that hold the largest event there is, as it is stored. */
export const leastSpoolBytes: number = 1024 ** 2

/** The one table of settings. Everything else about them follows from it. */
export const configTable: { readonly [Key in keyof Config]: Setting<Config[Key]> } = {
  host: {
    name: 'WEIR_HOST',
    parse: text,
    fallback: '0.0.0.0',
    about: 'Address for the public.',
  },
  port: {
    name: 'WEIR_PORT',
    parse: integer(0, 65_535),
    fallback: '8080',
    about: 'Port for the public; 0 is any free one.',
  },
  adminHost: {
    name: 'WEIR_ADMIN_HOST',
    parse: text,
    fallback: '127.0.0.1',
    about: 'Address for operators: /metrics, /livez, /readyz.',
  },
  adminPort: {
    name: 'WEIR_ADMIN_PORT',
    parse: integer(0, 65_535),
    fallback: '9090',
    about: 'Port for operators.',
  },
  sites: {
    name: 'WEIR_SITES',
    parse: text,
    fallback: './sites.json',
    about: 'File of sites, their write keys and origins; read again on SIGHUP.',
  },
  sink: {
    name: 'WEIR_SINK',
    parse: oneOf('kinesis', 'archive', 'memory'),
    fallback: 'kinesis',
    about: 'Where events go: kinesis, archive (one machine, no AWS) or memory (tests).',
  },
  stream: {
    name: 'WEIR_STREAM',
    parse: streamName,
    about: 'Kinesis stream for events: a name or an ARN.',
  },
  rejectedStream: {
    name: 'WEIR_REJECTED_STREAM',
    parse: streamName,
    about: 'Kinesis stream for rejected events.',
  },
  codec: {
    name: 'WEIR_CODEC',
    parse: oneOf('ndjson', 'ndjson-gzip', 'kpl'),
    fallback: 'ndjson',
    about: 'How events are packed into Kinesis records.',
  },
  lingerMs: {
    name: 'WEIR_LINGER_MS',
    parse: integer(0, 60_000),
    fallback: '100',
    about: 'How long an event waits for others in its record, in milliseconds.',
  },
  recordBytes: {
    name: 'WEIR_RECORD_BYTES',
    parse: integer(1024, recordCapBytes),
    fallback: '24576',
    about: 'Size of a Kinesis record to aim at, in bytes.',
  },
  archive: {
    name: 'WEIR_ARCHIVE',
    parse: location,
    fallback: './data/archive',
    about: 'Directory or s3://bucket/prefix, for the archive sink.',
  },
  archiveBytes: {
    name: 'WEIR_ARCHIVE_BYTES',
    // What is under way between spool and sink has to hold a file of each stream.
    parse: bytes(64 * 1024, 16 * 1024 ** 2),
    fallback: '5 MiB',
    about: 'Size at which a file of the archive is closed, before compression.',
  },
  archiveMs: {
    name: 'WEIR_ARCHIVE_MS',
    parse: integer(1, 3_600_000),
    fallback: '300000',
    about: 'Age at which one is closed, in milliseconds, where there is a spool.',
  },
  spool: {
    name: 'WEIR_SPOOL',
    parse: orOff(text),
    fallback: './data/spool',
    about: 'Directory of the spool, or off: then an answer waits for the sink.',
  },
  spoolMaxBytes: {
    name: 'WEIR_SPOOL_MAX_BYTES',
    parse: bytes(leastSpoolBytes),
    fallback: '4 GiB',
    about: 'How large the spool may grow.',
  },
  bodyLimit: {
    name: 'WEIR_BODY_LIMIT',
    parse: bytes(1),
    fallback: String(maxEnvelopeBytes),
    about: 'Bytes of one request on the wire.',
  },
  maxEvents: {
    name: 'WEIR_MAX_EVENTS',
    parse: integer(1, 10_000),
    fallback: String(maxEnvelopeEvents),
    about: 'Events in one request.',
  },
  rateLimit: {
    name: 'WEIR_RATE_LIMIT',
    parse: rate,
    fallback: '600/min',
    about: 'Requests of one client address and write key, or off.',
  },
  redisUrl: {
    name: 'WEIR_REDIS_URL',
    parse: redisUrl,
    about: 'Redis that shares the rate limit between gateways.',
    secret: true,
  },
  trustProxy: {
    name: 'WEIR_TRUST_PROXY',
    parse: integer(0, 100),
    fallback: '0',
    about: 'How many proxies to trust for X-Forwarded-For.',
  },
  ip: {
    name: 'WEIR_IP',
    parse: oneOf('anonymize', 'full', 'none'),
    fallback: 'anonymize',
    about: 'How much of a client address is stored.',
  },
  privacySignals: {
    name: 'WEIR_PRIVACY_SIGNALS',
    parse: oneOf('ignore', 'strip', 'drop'),
    fallback: 'strip',
    about: 'What Sec-GPC and DNT do: strip stores no ids and no address, drop stores nothing.',
  },
  cookie: {
    name: 'WEIR_COOKIE',
    parse: orOff(cookieName),
    fallback: 'off',
    about: "Name of the id cookie that the gateway sets (not weir: the SDK's), or off.",
  },
  cookieDomain: {
    name: 'WEIR_COOKIE_DOMAIN',
    parse: domain,
    about: 'Domain of that cookie.',
  },
  geo: {
    name: 'WEIR_GEO',
    parse: text,
    fallback: 'header',
    about: 'Country from a trusted CDN header, a MaxMind .mmdb file (its path), or off.',
  },
  workers: {
    name: 'WEIR_WORKERS',
    parse: (value: string) => (value === 'auto' ? ('auto' as const) : integer(1, 256)(value)),
    fallback: '1',
    about: 'Processes; auto is one for each core.',
  },
  console: {
    name: 'WEIR_CONSOLE',
    parse: flag,
    fallback: '0',
    about: '1 serves the live page and its API.',
  },
  shutdownMs: {
    name: 'WEIR_SHUTDOWN_MS',
    parse: integer(0, 3_600_000),
    fallback: '25000',
    about: 'How long a drain may take after SIGTERM, in milliseconds.',
  },
  logLevel: {
    name: 'WEIR_LOG_LEVEL',
    parse: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    fallback: 'info',
    about: 'Least level of a log line.',
  },
}
