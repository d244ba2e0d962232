import { request } from 'node:http'
import { PutRecordCommand } from '@aws-sdk/client-kinesis'
import { describe, expect, test } from 'vitest'
import { withServer } from './with-server.ts'

const post = (url: string, body: string) => fetch(`${url}/weir/faults`, { method: 'POST', body })

/** With headers that fetch would not let through. */
const statusWith = (url: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(`${url}/weir/stats`, { headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .on('error', reject)
      .end()
  })

describe('faults over HTTP', () => {
  test('are set, listed and cleared', async () => {
    const { server } = await withServer()
    const faults = [
      { kind: 'reset', when: 'after', times: 3 },
      { kind: 'outage', forMs: 60_000 },
    ]
    const set = await post(server.url, JSON.stringify(faults))
    expect(set.status).toBe(201)
    expect(await set.json()).toEqual({ ids: ['fault-1', 'fault-2'] })
    expect(await (await fetch(`${server.url}/weir/faults`)).json()).toEqual({
      faults: [
        { id: 'fault-1', struck: 0, ...faults[0] },
        { id: 'fault-2', struck: 0, ...faults[1] },
      ],
    })
    const clear = (path: string) => fetch(`${server.url}/weir/faults${path}`, { method: 'DELETE' })
    expect(await (await clear('/fault-1')).json()).toEqual({ cleared: 1 })
    expect(await (await clear('')).json()).toEqual({ cleared: 1 })
  })
  test.each([
    ['{', 'not JSON'],
    ['5', 'a fault is an object'],
    ['{"kind":"trottle"}', 'kind must be one of'],
    ['{"kind":"constructor"}', 'kind must be one of'],
    ['{"kind":"throttle","shrad":"x"}', 'throttle has no field shrad'],
    ['{"kind":"throttle","rate":2}', 'rate of throttle is not valid'],
    ['{"kind":"reset","when":"later"}', 'when of reset is not valid'],
    ['{"kind":"error","code":"Nope"}', 'code of error is not valid'],
    ['{"kind":"latency"}', 'latency needs ms'],
    ['[{"kind":"outage"},{"kind":"x"}]', 'kind must be one of'],
  ])('are refused: %s', async (body, message) => {
    const { server } = await withServer()
    const answer = await post(server.url, body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({ error: expect.stringContaining(message) as string })
    expect(server.control.faults()).toEqual([])
  })
})

describe('the control API', () => {
  test('is for this machine, and not for web pages of others', async () => {
    const { server } = await withServer()
    const host = `127.0.0.1:${server.port}`
    expect(await statusWith(server.url, { host })).toBe(200)
    expect(await statusWith(server.url, { host: `localhost:${server.port}` })).toBe(200)
    expect(await statusWith(server.url, { host: 'evil.example' })).toBe(403)
    expect(await statusWith(server.url, { host, origin: 'https://evil.example' })).toBe(403)
    expect(await statusWith(server.url, { host, origin: 'null' })).toBe(403)
    expect(await statusWith(server.url, { host, origin: 'http://localhost:8090' })).toBe(200)
  })
  test('says what it does not have', async () => {
    const { server } = await withServer()
    expect((await fetch(`${server.url}/weir/nothing`)).status).toBe(404)
    expect((await fetch(`${server.url}/weir/streams/nowhere/records`)).status).toBe(404)
  })
  test('reads every record back in the order of arrival, over all shards', async () => {
    const { server, client } = await withServer({ streams: [{ name: 'events', shards: 8 }] })
    for (let at = 0; at < 30; at++) {
      const Data = Buffer.from(`${at}\n`)
      await client.send(
        new PutRecordCommand({ StreamName: 'events', PartitionKey: `k${at}`, Data }),
      )
    }
    const path = `${server.url}/weir/streams/events`
    const data = await (await fetch(`${path}/data`)).text()
    expect(data).toBe(Array.from({ length: 30 }, (_, at) => `${at}\n`).join(''))
    const lines = (await (await fetch(`${path}/records`)).text()).trimEnd().split('\n')
    const records = lines.map((line) => JSON.parse(line) as { data: string; shardId: string })
    expect(records.map((record) => Buffer.from(record.data, 'base64').toString()).join('')).toBe(
      data,
    )
    expect(new Set(records.map(({ shardId }) => shardId)).size).toBeGreaterThan(1)
  })
  test('counts requests, errors and records', async () => {
    const { server, client } = await withServer()
    const record = { PartitionKey: 'key', Data: Buffer.from('1234567') }
    await client.send(new PutRecordCommand({ StreamName: 'events', ...record }))
    await client.send(new PutRecordCommand({ StreamName: 'no', ...record })).catch(() => {})
    expect(await (await fetch(`${server.url}/weir/stats`)).json()).toMatchObject({
      requests: { PutRecord: 2 },
      errors: { ResourceNotFoundException: 1 },
      unexpected: [],
      streams: { events: { records: 1, bytes: 10, keptBytes: 10, requests: { PutRecord: 1 } } },
    })
  })
})
