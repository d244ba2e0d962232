import { expect, test, type TestContext } from 'vitest'
import { envelope, event, type TestGateway, testGateway } from '../support/gateway.ts'
import { readMetrics } from '../support/read-metrics.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'
import { untilElsewhere } from '../support/until.ts'

async function redisOrSkip(context: TestContext): Promise<RedisServer> {
  const redis = await startRedis()
  if (redis === undefined)
    context.skip('there is no redis-server here: apt-get install redis-server')
  return redis
}

const limited = (redis: RedisServer, limit: string): Promise<TestGateway> =>
  testGateway({
    env: { WEIR_RATE_LIMIT: limit, WEIR_REDIS_URL: redis.url, WEIR_CONSOLE: '0' },
  })

const send = async (gateway: TestGateway): Promise<number> =>
  (await gateway.post(envelope([event()]))).status

const skipped = async ({ metrics }: TestGateway): Promise<number> =>
  readMetrics(await metrics.expose())('weir_rate_limit_skipped_total')

const said = ({ log }: TestGateway, words: string): number =>
  log.filter((line) => line.includes(words)).length

test('counts the requests of a client over all gateways', async (context) => {
  const redis = await redisOrSkip(context)
  const [one, two] = [await limited(redis, '5/min'), await limited(redis, '5/min')]
  const statuses: number[] = []
  for (let n = 0; n < 4; n++) statuses.push(await send(one), await send(two))
  expect(statuses).toEqual([202, 202, 202, 202, 202, 429, 429, 429])
  const refused = await two.post(envelope([event()]))
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect([await skipped(one), await skipped(two)]).toEqual([0, 0])
})

test('lets requests pass while Redis is gone, counts them, says so once, and limits again', async (context) => {
  const redis = await redisOrSkip(context)
  const gateway = await limited(redis, '2/h')
  expect(await send(gateway)).toBe(202)
  await redis.stop()
  for (let n = 0; n < 10; n++) expect(await send(gateway)).toBe(202)
  expect(await skipped(gateway)).toBe(10)
  expect(said(gateway, 'redis does not answer')).toBe(1)
  await redis.start()
  await untilElsewhere(async () => (await send(gateway)) === 429)
  expect(said(gateway, 'redis answers again')).toBe(1)
  expect(gateway.metrics.counts.unexpected).toBe(0)
})

test('does not make every request wait for a Redis that hangs', async (context) => {
  const redis = await redisOrSkip(context)
  const gateway = await limited(redis, '2/h')
  redis.freeze()
  for (let n = 0; n < 20; n++) expect(await send(gateway)).toBe(202)
  // One asks and waits; the others of that second pass by.
  expect(await skipped(gateway)).toBe(20)
  expect(said(gateway, 'redis does not answer')).toBe(1)
  redis.wake()
  await untilElsewhere(async () => (await send(gateway)) === 429)
  expect(said(gateway, 'redis answers again')).toBe(1)
})

test('starts without Redis, says so once, and limits as soon as it is there', async (context) => {
  const redis = await redisOrSkip(context)
  await redis.stop()
  const gateway = await limited(redis, '2/h')
  expect(said(gateway, 'redis does not answer')).toBe(1)
  expect(await send(gateway)).toBe(202)
  await redis.start()
  await untilElsewhere(async () => (await send(gateway)) === 429)
  expect(said(gateway, 'redis answers again')).toBe(1)
})
