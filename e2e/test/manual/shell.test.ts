import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { syntheticArrivals, writeArchive } from '@weir/archive/synthetic'
import { startTestGateway, type TestGateway } from '@weir/gateway/testing'
import { createKinesisServer, type KinesisServer } from '@weir/local'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Checkout, createCheckout } from '../../src/manual/checkout.ts'
import { notRun } from '../../src/manual/not-run.ts'
import { readBlocks } from '../../src/manual/pages.ts'
import { isLeftToUs } from '../../src/manual/run-by.ts'

// A page may start the whole pipeline several times.
vi.setConfig({ testTimeout: 120_000 })

const blocks = (await readBlocks()).filter((block) => block.language === 'sh' && isLeftToUs(block))
const pages = [...new Set(blocks.map(({ page }) => page))]
const textOf = (page: string): string =>
  blocks.flatMap((block) => (block.page === page ? [block.text] : [])).join('')

let gateway: TestGateway
let kinesis: KinesisServer
let checkout: Checkout
beforeAll(async () => {
  gateway = await startTestGateway({ writeKey: 'wk_demo' })
  const streams = ['events', 'rejected'].map((name) => ({ name, shards: 1 }))
  kinesis = await createKinesisServer({ streams })
  checkout = await createCheckout()
  const startMs = Date.now() - 3_600_000
  const visits = { seed: 4, startMs, hours: 1, visitsPerHour: 12, offline: 0 }
  await writeArchive(join(checkout.folder, 'data/archive'), syntheticArrivals(visits))
})
afterAll(async () => {
  await gateway.close()
  await kinesis.close()
  await checkout.remove()
})

/** What a reader would put in the place of what the manual has to name in some way. */
const put = (text: string): string =>
  text
    .replaceAll(/http:\/\/(?:localhost|127\.0\.0\.1):8080/gu, gateway.endpoint)
    .replaceAll('http://127.0.0.1:4567', kinesis.url)
    .replaceAll(
      /arn:aws:acm:\S*…/gu,
      'arn:aws:acm:eu-west-1:111111111111:certificate/12345678-1234-1234-1234-123456789012',
    )

/** What a reader has in the shell: a gateway and streams of this test, and free ports. */
const environment = () => ({
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_KINESIS: kinesis.url,
  MANUAL_GATEWAY: gateway.endpoint,
  WEIR_HOST: '127.0.0.1',
  WEIR_PORT: '0',
  WEIR_ADMIN_PORT: '0',
})

const notRan = new Map<string, string>()
const run = async (text: string) => {
  const outcome = await checkout.run(put(text), environment())
  for (const [command, because] of outcome.notRan) notRan.set(command, because)
  return outcome
}

/** Small containers have none. */
const hasCurl = ['/usr/local/bin', '/usr/bin', '/bin'].some((at) => existsSync(join(at, 'curl')))

test.for(pages)('runs the commands of %s from its top to its end', async (page, { skip }) => {
  skip(!hasCurl && /\bcurl\b/u.test(textOf(page)), 'no curl on this machine')
  const { code, output } = await run(textOf(page))
  expect(code === 0 ? '' : `ended with ${code}: ${output}`).toBe('')
})

test.each(notRun)('does not run $command, as it $because', ({ command }) => {
  expect([...notRan.keys()].filter((line) => command.test(line))).not.toEqual([])
})

test('ends at a command that fails, and knows none by guessing', async () => {
  const failing = await run('npx --yes pnpm weir-archive report --no-such\necho on')
  expect([failing.code !== 0, failing.output.includes('\non')]).toEqual([true, false])
  const unknown = await run('npx --yes something-else')
  expect(unknown.code).not.toBe(0)
  expect(unknown.output).toContain('nobody knows how to run it')
})
