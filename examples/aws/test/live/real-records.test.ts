import { usualEvent } from '@weir/schema/corpus'
import { expect, test } from 'vitest'
import { runGateway } from '../support/run-gateway.ts'
import { batchOf, handle, totals } from './batch.ts'

const sent = [
  ...Array.from({ length: 30 }, () => 'page_view'),
  ...Array.from({ length: 20 }, () => 'add_to_cart'),
]

/** The middle of the last minute: no correction of the visitor's clock moves it to another one. */
const lastMinute = () => new Date(Math.floor(Date.now() / 60_000) * 60_000 - 30_000)

/** A stream as the gateway fills it with this codec, at a given minute. */
async function streamOf(codec: string, at: Date) {
  const gateway = await runGateway({
    WEIR_STREAM: 'events',
    WEIR_REJECTED_STREAM: 'rejected',
    WEIR_SPOOL: 'off',
    WEIR_CODEC: codec,
  })
  const events = sent.map((event_type, seq) => ({
    ...usualEvent,
    event_id: crypto.randomUUID(),
    event_type,
    timestamp: at.toISOString(),
    anonymous_id: `visitor-${seq % 7}`,
    properties: {},
  }))
  await gateway.send(events)
  await gateway.stop()
  return gateway.records('events')
}

test.each([
  { codec: 'ndjson', failed: [], unusable: 1 },
  { codec: 'ndjson-gzip', failed: ['damaged'], unusable: 0 },
  { codec: 'kpl', failed: ['damaged'], unusable: 0 },
])(
  'counts what the gateway has written as $codec, read with the SDK of AWS, and sees what is damaged',
  async ({ codec, ...expected }) => {
    const at = lastMinute()
    const records = await streamOf(codec, at)
    const { told, failed } = await handle(batchOf(records), at.getTime())
    expect(failed).toEqual([])
    expect(records.length).toBeLessThan(sent.length / 4)
    const minute = new Date(at.getTime() - 30_000).toISOString()
    const counted = { [`${minute} shop live_events`]: 50, [`${minute} shop live_page_views`]: 30 }
    expect(totals(told)).toEqual(counted)

    // The last record once more, cut short by a few bytes: only text survives that.
    const damaged = Buffer.from(records.at(-1)?.data ?? '').subarray(0, -6)
    const batch = batchOf([...records, { sequenceNumber: 'damaged', data: damaged }])
    const again = await handle(batch, at.getTime())
    expect(again.failed).toEqual(expected.failed)
    const { [`${at.toISOString()} undefined live_unusable`]: unusable = 0, ...rest } = totals(
      again.told,
    )
    expect(rest).toEqual(counted)
    expect(unusable).toBe(expected.unusable)
  },
)
