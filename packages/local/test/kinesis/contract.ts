import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { createBench, type Bench } from './contract/case.ts'
import { recordCases } from './contract/record-cases.ts'
import { refusalCases } from './contract/refusal-cases.ts'
import { reshardCases } from './contract/reshard-cases.ts'
import { streamCases } from './contract/stream-cases.ts'
import { createClient } from './sdk.ts'

/** Where an endpoint does not do what AWS documents: what it does instead, and the reason. */
export interface Deviation {
  readonly instead: unknown
  readonly why: string
}

/** What an endpoint "does instead" when it does not always answer: the report shows it as skipped. */
export const notAsked: unique symbol = Symbol('not asked')

export interface Endpoint {
  readonly url: string
  readonly close: () => Promise<void>
}

const cases = [...streamCases, ...recordCases, ...reshardCases, ...refusalCases]

/** Runs every case against an endpoint with the real AWS SDK. No case is left out. */
export function contract(
  name: string,
  start: () => Promise<Endpoint>,
  deviations: Readonly<Record<string, Deviation>>,
): void {
  describe(`the Kinesis contract: ${name}`, () => {
    let endpoint: Endpoint
    let client: KinesisClient
    let bench: Bench
    beforeAll(async () => {
      endpoint = await start()
      client = createClient(endpoint.url)
      bench = createBench(client, endpoint.url)
    })
    afterAll(async () => {
      client.destroy()
      await endpoint.close()
    })

    for (const { name: title, run, aws } of cases) {
      const deviation = deviations[title]
      const note = deviation === undefined ? '' : ` (deviates: ${deviation.why})`
      test.skipIf(deviation?.instead === notAsked)(`${title}${note}`, async () => {
        expect(await run(bench)).toEqual(deviation === undefined ? aws : deviation.instead)
      })
    }
    test('every deviation is of one case, and is one', () => {
      const expected = new Map(cases.map((one) => [one.name, one.aws]))
      expect(expected.size).toBe(cases.length)
      for (const [title, { instead }] of Object.entries(deviations)) {
        expect([...expected.keys()]).toContain(title)
        expect(instead).not.toEqual(expected.get(title))
      }
    })
  })
}
