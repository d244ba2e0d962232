/** What a deployment has to carry, and how it is set up. */
export interface Workload {
  readonly eventsPerSecond: number
  /** Bytes of a stored record, its newline included. */
  readonly eventBytes: number
  /** Events that a browser sends together. */
  readonly eventsPerRequest: number
  /** The busiest hour, of the average: provisioned shards and tasks have to stand it. */
  readonly peak: number
  /** Bytes that the gateway packs to a record (`WEIR_RECORD_BYTES`). */
  readonly recordBytes: number
  /** How long an event waits for others in its record (`WEIR_LINGER_MS`). */
  readonly lingerMs: number
  /** What gzip makes of one record of lines. */
  readonly recordRatio: number
  /** What gzip makes of one object of lines. */
  readonly objectRatio: number
  /** Who reads the stream. Firehose is one. */
  readonly consumers: number
  /** Whether Firehose writes Parquet. */
  readonly isParquet: boolean
  /** CPU of the gateway for one event, in microseconds. */
  readonly cpuMicros: number
}

/** Each of them with the words that the help shows. */
export const workloadWords: Readonly<Record<Exclude<keyof Workload, 'isParquet'>, Words>> = {
  eventsPerSecond: { option: 'rate', fallback: 1000, about: 'events a second, on average' },
  eventBytes: { option: 'event-bytes', fallback: 1200, about: 'bytes of a stored event' },
  eventsPerRequest: { option: 'batch', fallback: 10, about: 'events in one request of a browser' },
  peak: { option: 'peak', fallback: 1, about: 'the busiest hour, as a multiple of the average' },
  recordBytes: { option: 'record-bytes', fallback: 24_576, about: 'bytes packed to a record' },
  lingerMs: { option: 'linger', fallback: 100, about: 'milliseconds an event waits for others' },
  recordRatio: { option: 'record-ratio', fallback: 5.5, about: 'gzip on one record' },
  objectRatio: { option: 'object-ratio', fallback: 7, about: 'gzip on one object in S3' },
  consumers: {
    option: 'consumers',
    fallback: 1,
    about: 'readers of the stream, Firehose included',
  },
  cpuMicros: { option: 'cpu-micros', fallback: 25, about: 'microseconds of CPU for one event' },
}

interface Words {
  readonly option: string
  readonly fallback: number
  readonly about: string
}

export const defaultWorkload: Workload = {
  eventsPerSecond: workloadWords.eventsPerSecond.fallback,
  eventBytes: workloadWords.eventBytes.fallback,
  eventsPerRequest: workloadWords.eventsPerRequest.fallback,
  peak: workloadWords.peak.fallback,
  recordBytes: workloadWords.recordBytes.fallback,
  lingerMs: workloadWords.lingerMs.fallback,
  recordRatio: workloadWords.recordRatio.fallback,
  objectRatio: workloadWords.objectRatio.fallback,
  consumers: workloadWords.consumers.fallback,
  isParquet: false,
  cpuMicros: workloadWords.cpuMicros.fallback,
}

export const hoursPerMonth = 730
export const secondsPerMonth: number = hoursPerMonth * 3600
export const gib: number = 1024 ** 3
