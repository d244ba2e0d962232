import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { gatewayMetrics } from '../../src/watch/gateway-metrics.ts'
import { startProgram } from '../support/start-program.ts'

const source = await readFile(
  resolve(import.meta.dirname, '../../src/gateway/report-metrics.ts'),
  'utf8',
)

type Document = Readonly<Record<string, unknown>>

/** A gateway of which only the metrics are there. */
async function serveMetrics(first: string) {
  let text = first
  let served = (): void => undefined
  const server = createServer((_request, response) => {
    response.end(text, served)
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  onTestFinished(close)
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`,
    say: (next: string) => {
      text = next
    },
    /** When it has answered somebody with what it says now. */
    served: () =>
      new Promise<void>((done) => {
        served = done
      }),
    close,
  }
}

function report(address: string) {
  const words = ['--input-type=module-typescript', '-e', source]
  const table = JSON.stringify(gatewayMetrics)
  const program = startProgram([...words, address, '20', 'Weir', 'Shop', table])
  const next = async () => JSON.parse(await program.line()) as Document
  return {
    ...program,
    next,
    /** The first document with this in it. */
    async until(isIt: (document: Document) => boolean): Promise<Document> {
      for (;;) {
        const document = await next()
        if (isIt(document)) return document
      }
    },
  }
}

const counted = (received: number, more = '') =>
  `# HELP weir_events_received_total Events.\nweir_events_received_total ${received}\n${more}`

test('writes what was added since the last time, in the embedded metric format', async () => {
  const gateway = await serveMetrics(counted(1000))
  const reporter = report(gateway.address)
  const first = await reporter.next()
  const definition = {
    Namespace: 'Weir',
    Dimensions: [['stack']],
    Metrics: gatewayMetrics
      .filter(({ kind }) => kind === 'counter')
      .map(({ name, unit }) => ({ Name: name, Unit: unit })),
  }
  expect(first).toMatchObject({
    _aws: { Timestamp: expect.any(Number) as number, CloudWatchMetrics: [definition] },
    stack: 'Shop',
    events_received: 0,
  })
  gateway.say(counted(1250))
  expect(await reporter.until(({ events_received: value }) => value !== 0)).toHaveProperty(
    'events_received',
    250,
  )
  expect(await reporter.next()).toHaveProperty('events_received', 0)
})

test('adds up the labels of a counter, or takes those that are asked for', async () => {
  const gateway = await serveMetrics(counted(0))
  const reporter = report(gateway.address)
  await reporter.next()
  gateway.say(
    counted(
      0,
      [
        'weir_events_rejected_total{code="schema"} 3',
        'weir_events_rejected_total{code="unknown_event"} 4',
        'weir_requests_total{status="202",code=""} 90',
        'weir_requests_total{status="503",code="overloaded"} 5',
        'weir_requests_total{status="503",code="draining"} 6',
      ].join('\n'),
    ),
  )
  const document = await reporter.until(({ events_rejected: value }) => value !== 0)
  expect(document).toMatchObject({ events_rejected: 7, requests_unavailable: 11 })
})

test('gives a gauge as it stands and a mean of what was added', async () => {
  const histogram = (sum: number, count: number) =>
    counted(
      0,
      `weir_spool_bytes 4096\nweir_record_events_sum ${sum}\nweir_record_events_count ${count}\n`,
    )
  const gateway = await serveMetrics(histogram(100, 10))
  const reporter = report(gateway.address)
  expect(await reporter.next()).not.toHaveProperty('events_per_record')
  gateway.say(histogram(500, 20))
  const document = await reporter.until((each) => 'events_per_record' in each)
  expect(document).toMatchObject({ events_per_record: 40, spool_bytes: 4096 })
  expect(document).not.toHaveProperty('spool_oldest')
})

test('begins anew with a gateway that was restarted', async () => {
  const gateway = await serveMetrics(counted(1000))
  const reporter = report(gateway.address)
  await reporter.next()
  gateway.say(counted(30))
  expect(await reporter.until(({ events_received: value }) => value !== 0)).toHaveProperty(
    'events_received',
    30,
  )
})

test('counts until the gateway is gone when both are told to stop', async () => {
  const gateway = await serveMetrics(counted(10))
  const reporter = report(gateway.address)
  await reporter.next()
  reporter.signal('SIGTERM')
  // One question may have been under way; whoever asks after that asks on.
  for (let times = 0; times < 3; times += 1) await gateway.served()
  gateway.say(counted(25))
  await gateway.served()
  await gateway.close()
  const last = (await reporter.rest()).map((line) => JSON.parse(line) as Document)
  expect(last.reduce((sum, { events_received: value }) => sum + Number(value), 0)).toBe(15)
  expect(await reporter.ended()).toBe(0)
})

test('asks for nothing that the gateway does not tell', async () => {
  const page = await readFile(resolve(import.meta.dirname, '../../../../docs/metrics.md'), 'utf8')
  const told = Array.from(page.matchAll(/^\| `(weir_\w+)` +\| (\w+)/gmu), ([, name, kind]) => [
    name,
    kind,
  ])
  const kinds = { counter: 'counter', gauge: 'gauge', mean: 'histogram' }
  const asked = gatewayMetrics.map(({ from, kind }) => [from, kinds[kind]])
  expect(told).toEqual(expect.arrayContaining(asked))
})
