import { expect, test } from 'vitest'
import { weirFixture, type WeirFixtureOptions } from '../../src/testing/index.ts'
import { envelope, event } from '../support/gateway.ts'

/** What a page of each origin is answered by the gateway of a test at `baseURL`. */
async function answersTo(
  origins: readonly string[],
  { baseURL, ...options }: WeirFixtureOptions & { baseURL: string | undefined },
): Promise<number[]> {
  const statuses: number[] = []
  const context = { route: async () => undefined, unrouteAll: async () => undefined }
  const info = { status: 'passed', expectedStatus: 'passed', attach: async () => undefined }
  const use = async ({ endpoint, writeKey }: { endpoint: string; writeKey: string }) => {
    for (const origin of origins) {
      const { status } = await fetch(`${endpoint}/v1/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify(envelope([event()], { write_key: writeKey })),
      })
      statuses.push(status)
    }
  }
  await weirFixture(options)({ baseURL, context }, use, info)
  return statuses
}

test('lets pages send from the base URL, and from the origins that are named beside it', async () => {
  const asked = ['http://a.test', 'http://b.test', 'http://c.test']
  const baseURL = 'http://a.test/shop'
  expect(await answersTo(asked, { baseURL })).toEqual([202, 403, 403])
  expect(await answersTo(asked, { baseURL, origins: ['http://b.test'] })).toEqual([202, 202, 403])
  // Named twice is named once.
  expect(await answersTo(asked, { baseURL, origins: ['http://a.test'] })).toEqual([202, 403, 403])
})

test('lets pages send from the origins that are named where there is no base URL', async () => {
  const asked = ['http://a.test', 'http://b.test']
  const options = { baseURL: undefined, origins: ['http://b.test'] }
  expect(await answersTo(asked, options)).toEqual([403, 202])
})
