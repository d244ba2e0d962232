import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { offerPacedLoad } from '../../scale/paced-load.ts'

let received = 0
let status = 202
const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    received += 1
    response.statusCode = received % 4 === 0 ? status : 202
    response.end()
  })
})

beforeEach(async () => {
  received = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => server.close())

const load = { eventsPerSecond: 1000, eventsPerRequest: 5, connections: 4, seconds: 0.2 }
const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

test('sends all that is due, and times each answer', async () => {
  status = 202
  const { accepted, refused, answerMs } = await offerPacedLoad({ ...load, url: url() })
  expect({ accepted, refused, received }).toEqual({ accepted: 200, refused: 0, received: 40 })
  expect(answerMs).toHaveLength(40)
  expect(Math.min(...answerMs)).toBeGreaterThan(0)
})

test('counts what was not accepted apart', async () => {
  status = 503
  const { accepted, refused } = await offerPacedLoad({ ...load, url: url() })
  expect({ accepted, refused }).toEqual({ accepted: 150, refused: 10 })
})
