import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  preHandlerHookHandler,
} from 'fastify'
import type { Config } from '../config/config-table.ts'
import { GatewayError } from '../errors.ts'
import { plainAddress } from '../enrich/address.ts'
import type { Counts } from '../metrics.ts'
import type { Opened } from '../pipeline/opened.ts'
import type { Site } from '../sites/sites.ts'
import { connectSharedCounts, type SharedCounts } from './shared-counts.ts'

export interface RateLimitParts {
  readonly config: Pick<Config, 'rateLimit' | 'redisUrl'>
  readonly counts: Counts
  readonly logger: FastifyBaseLogger
  /** The key and the site that a request is for, once they are known. */
  readonly openedOf: (request: FastifyRequest) => Pick<Opened, 'writeKey' | 'site'> | undefined
}

/**
 * Bounds requests by client address and write key; IPv6 counts by its /64, as one visitor has it.
 * The key is in the envelope, so the count comes after the body. Where there is no limit, a request
 * does not pass through the plugin at all.
 */
export async function registerRateLimit(
  app: FastifyInstance,
  { config, counts, logger, openedOf }: RateLimitParts,
): Promise<preHandlerHookHandler> {
  const shared =
    config.redisUrl === undefined ? undefined : await connectSharedCounts(config.redisUrl, logger)
  app.addHook('onClose', (_instance, done) => {
    shared?.close()
    done()
  })
  await app.register(rateLimit, {
    global: false,
    nameSpace: 'weir-rate-limit ',
    ...(shared === undefined ? {} : { redis: shared.redis }),
  })
  const limitFor = (request: FastifyRequest) => limitOf(openedOf(request)?.site, config)
  const count = app.createRateLimit({
    keyGenerator: (request) => `${clientOf(request.ip)} ${openedOf(request)?.writeKey ?? ''}`,
    max: (request) => limitFor(request)?.max ?? 0,
    timeWindow: (request) => limitFor(request)?.windowMs ?? 1000,
  })
  const counted = shared === undefined ? count : orNothing(count, { shared, counts })
  const refuseExcess = async (request: FastifyRequest, done: Done): Promise<void> => {
    try {
      done(excess(await counted(request)))
    } catch (error) {
      done(error as Error)
    }
  }
  // No promise where there is no limit.
  return (request, _reply, done) => {
    if (limitFor(request) === undefined) done()
    else void refuseExcess(request, done)
  }
}

type Done = (error?: Error) => void

function excess(result: Awaited<ReturnType<Count>> | undefined): GatewayError | undefined {
  if (result === undefined || result.isAllowed || !result.isExceeded) return undefined
  const retryAfter = Math.max(1, Math.ceil(result.ttl / 1000))
  return new GatewayError('rate_limited', 'too many requests from this address', { retryAfter })
}

type Count = ReturnType<FastifyInstance['createRateLimit']>

/** Events are worth more than the limit: while Redis does not answer, requests pass, and are counted. */
const orNothing =
  (count: Count, { shared, counts }: { shared: SharedCounts; counts: Counts }) =>
  async (request: FastifyRequest) => {
    if (shared.isAsked()) {
      try {
        const result = await count(request)
        shared.answered()
        return result
      } catch (error) {
        shared.failed(error as Error)
      }
    }
    counts.unlimited++
    return undefined
  }

/** Whether it is IPv6 is asked of a very long pattern, so only where it could be; a port is no other client. */
const clientOf = (address: string): string =>
  address.includes(':') ? normalizeIP(plainAddress(address) || address) : address

function limitOf(site: Site | undefined, config: Pick<Config, 'rateLimit'>) {
  const limit = site?.rateLimit ?? config.rateLimit
  return limit === 'off' ? undefined : limit
}
