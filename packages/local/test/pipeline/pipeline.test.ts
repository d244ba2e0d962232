import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { usualEvent } from '@weir/schema/corpus'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createKinesisServer } from '../../src/index.ts'
import { eventually } from '../firehose/firehose-rig.ts'
import { archivedIds, childrenOf, runStart, type Start, temporaryFolder } from './run-start.ts'

// Five programs start in each, and a build before the first.
vi.setConfig({ testTimeout: 120_000 })

const gatewayOf = (start: Start) => start.says(/^ {2}gateway +(\S+)/mu)
const shopOf = (start: Start) => start.says(/^ {2}shop +(\S+)/mu)

/** Sends one event as a page of the shop would; answers its id. */
async function send(gateway: string, origin: string): Promise<string> {
  const event = { ...usualEvent, event_id: randomUUID(), timestamp: new Date().toISOString() }
  const answer = await fetch(`${gateway}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ write_key: 'wk_demo', events: [event] }),
  })
  expect(answer.status).toBe(202)
  return event.event_id
}

async function idsInConsole(gateway: string): Promise<string[]> {
  const answer = await fetch(`${gateway}/console/api/good`)
  const { events } = (await answer.json()) as { events: { event_id: string }[] }
  return events.map(({ event_id: id }) => id)
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('shows an event in the console and stores it in the archive', async () => {
  const data = await temporaryFolder()
  const start = runStart(['--data', data])
  const [gateway, shop] = [await gatewayOf(start), await shopOf(start)]
  expect(await (await fetch(shop)).text()).toContain(`${gateway}/weir.js`)
  expect((await fetch(`${gateway}/weir.js`)).status).toBe(200)
  const id = await send(gateway, shop)
  await eventually(async () => (await idsInConsole(gateway)).includes(id))
  await eventually(async () => (await archivedIds(data)).includes(id))

  // As it comes from a terminal and, passed on, from a process that had it from there.
  start.child.kill('SIGINT')
  start.child.kill('SIGTERM')
  expect(await start.exit).toBe(0)
  expect(start.output()).toContain(
    'the gateway took 1 events and rejected 0; the archive stored 1 events and 0 rejected',
  )
})

test('leaves no program behind when it is killed, and the next start goes on from there', async () => {
  const data = await temporaryFolder()
  const killed = runStart(['--data', data])
  const one = await send(await gatewayOf(killed), await shopOf(killed))
  const children = Array.from((await childrenOf(killed)).keys())
  expect(children).toHaveLength(4)
  const beside = runStart(['--data', data])
  expect(await beside.exit).toBe(2)
  expect(beside.output()).toMatch(
    /^start: \S+ is in use by process \d+: stop that one, or --data DIR for another folder.*\n$/u,
  )
  killed.child.kill('SIGKILL')
  await eventually(() => !children.some(isRunning))

  const next = runStart(['--data', data])
  const two = await send(await gatewayOf(next), await shopOf(next))
  next.child.kill('SIGTERM')
  expect(await next.exit).toBe(0)
  expect(new Set(await archivedIds(data))).toEqual(new Set([one, two]))
})

test('ends, and says which program has ended, when one of them does', async () => {
  const start = runStart(['--data', await temporaryFolder()])
  await shopOf(start)
  const children = await childrenOf(start)
  const [gateway] = Array.from(children).find(([, line]) => line.includes('packages/gateway')) ?? []
  process.kill(gateway ?? 0, 'SIGKILL')
  expect(await start.exit).toBe(1)
  expect(start.output()).toMatch(/^start: gateway ended \(SIGKILL\).*; the rest ends as well/mu)
  expect(Array.from(children.keys()).filter(isRunning)).toEqual([])
})

test('writes to the streams of the environment with --aws, and passes on what the gateway warns of', async () => {
  const kinesis = await createKinesisServer({ streams: [{ name: 'mine', shards: 1 }] })
  onTestFinished(kinesis.close)
  const start = runStart(['--data', await temporaryFolder(), '--aws'], {
    AWS_ENDPOINT_URL_KINESIS: kinesis.url,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    WEIR_STREAM: 'mine',
    WEIR_PORT: '1',
  })
  const id = await send(await gatewayOf(start), await shopOf(start))
  start.child.kill('SIGINT')
  expect(await start.exit).toBe(0)
  expect(kinesis.control.records('mine').map(({ data }) => data.toString())).toEqual([
    expect.stringContaining(id),
  ])
  expect(start.output()).toContain('gateway: no WEIR_REJECTED_STREAM')
  expect(start.output()).toContain('WEIR_PORT of the environment is not used')
  expect(start.output()).not.toContain('WEIR_STREAM of')
  expect(start.output()).not.toContain('firehose')
})

test('says which port is taken, and the way around it', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  const data = await temporaryFolder()
  for (const option of ['port', 'shop-port']) {
    const start = runStart(['--data', data, `--${option}`, String(port)])
    expect(await start.exit).toBe(2)
    expect(start.output()).toBe(
      `start: port ${port} is taken: stop what listens there, or --${option} N\n`,
    )
  }
})

test('says what the gateway does not like of its settings', async () => {
  const start = runStart(['--data', await temporaryFolder()], { WEIR_CODEC: 'xml' })
  expect(await start.exit).toBe(1)
  expect(start.output()).toMatch(
    /^start: gateway did not start: weir-gateway: WEIR_CODEC must be one of .*; see \S+gateway\.log$/mu,
  )
})
