import { expect, test } from 'vitest'
import { PutRecordsCommand } from '@aws-sdk/client-kinesis'
import { createKinesisServer } from '../../src/kinesis/kinesis-server.ts'
import { createClient } from './sdk.ts'

for (const handler of ['default', 'http1'] as const) {
  test(`puts over ${handler}`, async () => {
    const server = await createKinesisServer({ streams: [{ name: 'events', shards: 4 }] })
    const client = createClient(server.url, handler)
    const big = Buffer.alloc(900_000, 'x')
    const out = await client.send(
      new PutRecordsCommand({
        StreamName: 'events',
        Records: [
          { Data: Buffer.from('hi'), PartitionKey: 'p' },
          { Data: big, PartitionKey: 'q' },
        ],
      }),
    )
    expect(out.FailedRecordCount).toBe(0)
    expect(server.control.records('events').map(({ data }) => data.length)).toEqual([2, 900_000])
    client.destroy()
    await server.close()
  })
}
