import { Redis } from 'ioredis'

/** Hears once when Redis goes away, and once when it is back. */
export interface SharedCountsLog {
  warn(about: object, line: string): void
  info(line: string): void
}

/** A Redis that several gateways count in, and the knowledge of whether it answers. */
export interface SharedCounts {
  readonly redis: Redis
  /** Whether to ask it: after a failure it is left alone for a second. */
  isAsked(): boolean
  readonly failed: (error: Error) => void
  answered(): void
  close(): void
}

/** A request waits no longer than this for it, in milliseconds. */
const patienceMs = 200
/** How long one that did not answer is left alone, so that not every request waits, in milliseconds. */
const pauseMs = 1000
/** How long the start waits for the first connection, in milliseconds. */
const startMs = 1000

/** Connects, and goes on connecting; resolves as soon as it answers, or when the start waited enough. */
export async function connectSharedCounts(
  url: string,
  log: SharedCountsLog,
): Promise<SharedCounts> {
  const redis = new Redis(url, {
    connectTimeout: 500,
    commandTimeout: patienceMs,
    // What cannot be asked now is not asked later: the request will have been answered by then.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(100 * times, pauseMs),
    lazyConnect: true,
  })
  let pausedUntil = -Infinity
  let isAway = false
  // Every attempt to connect that fails; what counts is whether a question is answered.
  redis.on('error', () => undefined)
  const shared: SharedCounts = {
    redis,
    isAsked: () => performance.now() >= pausedUntil,
    failed: (error) => {
      pausedUntil = performance.now() + pauseMs
      if (isAway) return
      isAway = true
      log.warn({ err: error.message }, 'redis does not answer: requests are not limited meanwhile')
    },
    answered() {
      if (!isAway) return
      isAway = false
      log.info('redis answers again: requests are limited')
    },
    close: () => redis.disconnect(),
  }
  await connected(redis).catch(shared.failed)
  return shared
}

function connected(redis: Redis): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no connection in ${startMs} ms`)), startMs)
    redis.once('ready', () => {
      clearTimeout(late)
      resolve()
    })
    // It tries again by itself, as often as it takes.
    redis.connect().catch(() => undefined)
  })
}
