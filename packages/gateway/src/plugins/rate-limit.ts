import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Redis } from 'ioredis'
import type { Config } from '../config/config-table.ts'
import { GatewayError } from '../errors.ts'
import type { Site } from '../sites/sites.ts'

/** The site that a request is for, once it is known. */
type SiteOf = (request: FastifyRequest) => Site | undefined

/** Bounds requests by client address and write key; IPv6 counts by its /64, as one visitor has it. */
export async function registerRateLimit(
  app: FastifyInstance,
  config: Pick<Config, 'rateLimit' | 'redisUrl'>,
  siteOf: SiteOf,
): Promise<void> {
  const redis = config.redisUrl === undefined ? undefined : connect(app, config.redisUrl)
  await app.register(rateLimit, {
    global: false,
    // The key is in the envelope, so the count comes after the body.
    hook: 'preHandler',
    keyGenerator: (request) => `${normalizeIP(request.ip)} ${siteOf(request)?.siteId ?? ''}`,
    max: (request) => limitOf(siteOf(request), config)?.max ?? 0,
    timeWindow: (request) => limitOf(siteOf(request), config)?.windowMs ?? 1000,
    allowList: (request) => limitOf(siteOf(request), config) === undefined,
    // A Redis that is away must not take the gateway with it.
    skipOnError: true,
    ...(redis === undefined ? {} : { redis }),
    addHeaders: noHeaders,
    addHeadersOnExceeding: noHeaders,
    errorResponseBuilder: (_request, { ttl }) =>
      new GatewayError('rate_limited', 'too many requests from this address', {
        retryAfter: Math.max(1, Math.ceil(ttl / 1000)),
      }),
  })
}

const noHeaders = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
  'retry-after': false,
} as const

function limitOf(site: Site | undefined, config: Pick<Config, 'rateLimit'>) {
  const limit = site?.rateLimit ?? config.rateLimit
  return limit === 'off' ? undefined : limit
}

function connect(app: FastifyInstance, url: string): Redis {
  const redis = new Redis(url, { connectTimeout: 500, maxRetriesPerRequest: 1, lazyConnect: false })
  redis.on('error', (error: Error) => app.log.warn({ err: error.message }, 'redis'))
  app.addHook('onClose', async () => {
    redis.disconnect()
    await Promise.resolve()
  })
  return redis
}
