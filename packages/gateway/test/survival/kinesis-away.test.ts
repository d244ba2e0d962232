import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createKinesisClient } from '../../src/sinks/kinesis/create-client.ts'
import { temporaryFolder } from '../support/gateway.ts'
import { startKeyGuard } from '../support/key-guard.ts'
import { readMetrics } from '../support/read-metrics.ts'
import { steppedClock } from '../support/stepped-clock.ts'
import { startSurvival, survived, untilAccepted } from '../support/survival.ts'
import { until } from '../support/until.ts'

test('takes events through an outage with a spool, stays ready, and delivers them after it', async () => {
  const survival = await startSurvival({ spool: 'on' })
  const { gateway, control, load } = survival
  await untilAccepted(survival, 100)
  control.addFault({ kind: 'outage' })
  await until(() => (gateway.metrics.counts.retries.get('network') ?? 0) >= 5)
  await untilAccepted(survival, 2000)
  const during = readMetrics(await (await fetch(`${gateway.adminUrl}/metrics`)).text())
  expect(during('weir_breaker_state')).toBeGreaterThan(0)
  const ready = await gateway.get('/readyz')
  expect(ready.status).toBe(200)
  expect(await ready.json()).toMatchObject({
    status: 'degraded',
    checks: { sink: { state: 'down' } },
  })
  expect(await survival.end()).toEqual(survived)
  expect([...load.answers.keys()]).toEqual([202])
})

test('says 503 during an outage without a spool, and serves again after it', async () => {
  const survival = await startSurvival({ spool: 'off' })
  const { gateway, control, load } = survival
  await untilAccepted(survival, 100)
  control.addFault({ kind: 'outage' })
  await until(() => (load.answers.get(503) ?? 0) >= 20)
  const ready = await gateway.get('/readyz')
  expect(ready.status).toBe(503)
  expect(await ready.json()).toMatchObject({ checks: { store: { ok: false } } })
  control.clearFaults()
  await untilAccepted(survival, 100)
  expect(await survival.end()).toEqual(survived)
})

/**
 * Ten minutes of the sink pass in four seconds, or more where the machine is busy; an answer may take
 * half a second of ours.
 */
const hurry = 150
test('asks now and then through ten minutes of outage, and holds no more for it', async () => {
  const clock = steppedClock(hurry)
  const survival = await startSurvival({
    spool: 'on',
    clients: 1,
    sink: { clock, recordBytes: 24_576, limits: { timeoutMs: 500 * hurry, recheckMs: 5000 } },
  })
  const { control, load } = survival
  await untilAccepted(survival, 100)
  control.addFault({ kind: 'outage' })
  const from = clock.now()
  await until(() => clock.now() - from >= 600_000)
  const asks = control.faults()[0]?.struck ?? 0
  // Once in two seconds or so for each of the two streams: enough to be back soon, and no storm.
  expect(asks).toBeGreaterThan(100)
  expect(asks).toBeLessThan(1500)
  expect(await survival.end()).toEqual(survived)
  expect([...load.answers.keys()]).toEqual([202])
})

for (const spool of ['on', 'off'] as const) {
  test(`starts with wrong keys and recovers without a restart once they are right, spool ${spool}`, async () => {
    const file = join(await temporaryFolder(), 'credentials')
    const writeKey = (key: string) =>
      writeFile(file, `[default]\naws_access_key_id=${key}\naws_secret_access_key=s\n`)
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE']) {
      vi.stubEnv(name, undefined)
    }
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', file)
    vi.stubEnv('AWS_REGION', 'us-east-1')
    onTestFinished(() => void vi.unstubAllEnvs())
    await writeKey('wrong')
    const survival = await startSurvival({
      spool,
      async makeClient(url) {
        const guard = await startKeyGuard(url, 'right')
        onTestFinished(guard.close)
        return createKinesisClient({ endpoint: guard.url })
      },
    })
    const { gateway, load } = survival
    const status = spool === 'on' ? 202 : 503
    await until(() => (load.answers.get(status) ?? 0) >= 10)
    await until(() => (gateway.metrics.counts.retries.get('credentials') ?? 0) >= 5)
    expect(gateway.metrics.counts.delivered.size).toBe(0)
    expect(await (await gateway.get('/readyz')).text()).toContain('UnrecognizedClientException')
    expect(gateway.log.join('')).toContain('is not permitted')
    await writeKey('right')
    await until(() => (gateway.metrics.counts.delivered.get('events') ?? 0) > 200)
    expect(await survival.end()).toEqual(survived)
  })

  test(`starts before its streams exist and writes to them once they do, spool ${spool}`, async () => {
    const survival = await startSurvival({ spool, server: { streams: [] } })
    const { control, gateway, load } = survival
    const status = spool === 'on' ? 202 : 503
    await until(() => (load.answers.get(status) ?? 0) >= 10)
    await until(() => (gateway.metrics.counts.retries.get('missing') ?? 0) >= 5)
    expect(gateway.log.join('')).toContain('Kinesis stream events does not exist')
    expect(await (await gateway.get('/readyz')).text()).toContain('not found')
    control.createStream({ name: 'rejected', shards: 1 })
    control.createStream({ name: 'events', shards: 2 })
    await until(() => (gateway.metrics.counts.delivered.get('events') ?? 0) > 200)
    expect(await survival.end()).toEqual(survived)
  })
}
