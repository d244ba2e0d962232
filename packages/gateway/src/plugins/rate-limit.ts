import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import { Redis } from 'ioredis'
import type { Config } from '../config/config-table.ts'
import { GatewayError } from '../errors.ts'
import type { Site } from '../sites/sites.ts'

/** The site that a request is for, once it is known. */
type SiteOf = (request: FastifyRequest) => Site | undefined

/**
 * Bounds requests by client address and write key; IPv6 counts by its /64, as one visitor has it.
 * The key is in the envelope, so the count comes after the body. Where there is no limit, a request
 * does not pass through the plugin at all.
 */
export async function registerRateLimit(
  app: FastifyInstance,
  config: Pick<Config, 'rateLimit' | 'redisUrl'>,
  siteOf: SiteOf,
): Promise<preHandlerAsyncHookHandler> {
  const redis = config.redisUrl === undefined ? undefined : connect(app, config.redisUrl)
  await app.register(rateLimit, {
    global: false,
    // A Redis that is away must not take the gateway with it.
    skipOnError: true,
    ...(redis === undefined ? {} : { redis }),
  })
  const limitFor = (request: FastifyRequest) => limitOf(siteOf(request), config)
  const count = app.createRateLimit({
    keyGenerator: (request) => `${clientOf(request.ip)} ${siteOf(request)?.siteId ?? ''}`,
    max: (request) => limitFor(request)?.max ?? 0,
    timeWindow: (request) => limitFor(request)?.windowMs ?? 1000,
  })
  return async (request) => {
    if (limitFor(request) === undefined) return
    const result = await count(request)
    if (result.isAllowed || !result.isExceeded) return
    const retryAfter = Math.max(1, Math.ceil(result.ttl / 1000))
    throw new GatewayError('rate_limited', 'too many requests from this address', { retryAfter })
  }
}

/** Whether it is IPv6 is asked of a very long pattern, so only where it could be. */
const clientOf = (address: string): string =>
  address.includes(':') ? normalizeIP(address) : address

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
