import type { Random } from '@weir/local/random'
import type { RejectedRecord, StoredRecord } from '@weir/schema'
import type { Arrival } from './records.ts'

/** A rejected record on its way into the archive. */
export interface RejectedArrival {
  readonly record: RejectedRecord
  readonly arrivedMs: number
}

export interface Arrivals {
  readonly events: Arrival[]
  readonly rejected: RejectedArrival[]
}

type Fields = Partial<Record<keyof StoredRecord, unknown>>

/** What no ordinary browser sends, or seldom: one of these now and then. */
const oddities: readonly ((record: StoredRecord, random: Random) => Fields)[] = [
  () => ({ instance_id: undefined, seq: undefined }),
  () => ({ previous_instance: { instance_id: 'i-nobody-saw', last_seq: 4 } }),
  () => ({ previous_instance: { instance_id: 'i-nobody-saw', last_seq: 9_007_199_254_740_991 } }),
  () => ({ seq: 1_000_000 }),
  ({ seq = 0 }) => ({ seq: Math.max(0, seq - 1) }),
  () => ({ browser: null, device_type: null }),
  () => ({ browser: 'Another', device_type: 'tablet', anonymous_id: 'a-somebody-else' }),
  () => ({ anonymous_id: undefined, network_id: undefined, user_id: undefined }),
  () => ({ page_path: '/100%_“sure”', page_view_id: undefined }),
  ({ timestamp }) => ({ timestamp: timestamp.replace(/\.\d+Z/u, '.000Z') }),
  () => ({ properties: undefined }),
  ({ page_host: host }) => ({ referrer_host: host }),
  () => ({ utm_source: 'late', utm_medium: undefined, utm_campaign: undefined }),
]

/**
 * The same arrivals with a few oddities among them, and some of them rejected instead; of those, a
 * few were accepted later.
 */
export function strange(random: Random, arrivals: readonly Arrival[]): Arrivals {
  const events: Arrival[] = []
  const rejected: RejectedArrival[] = []
  const seen = new Map<string, StoredRecord>()
  for (const { record, arrivedMs } of arrivals) {
    const known = seen.get(record.event_id)
    const odd = random.chance(0.05) ? random.pick(oddities)(record, random) : {}
    // What comes a second time is the same event, changed in the same way.
    const changed =
      known === undefined
        ? (Object.fromEntries(
            Object.entries({ ...record, ...odd }).filter(([, value]) => value !== undefined),
          ) as unknown as StoredRecord)
        : again(known, record.received_at)
    seen.set(record.event_id, changed)
    const isRejected = known === undefined && random.chance(0.02)
    if (isRejected) rejected.push({ record: reject(random, changed), arrivedMs })
    if (!isRejected || random.chance(0.3)) events.push({ record: changed, arrivedMs })
  }
  return { events, rejected }
}

/** The clock of a sender is judged anew with each envelope: the time of an event comes out otherwise. */
function again(known: StoredRecord, receivedAt: string): StoredRecord {
  if (receivedAt === known.received_at) return known
  const timestamp = new Date(Date.parse(known.timestamp) + 700).toISOString()
  return { ...known, received_at: receivedAt, timestamp }
}

function reject(random: Random, record: StoredRecord): RejectedRecord {
  const { event_id, instance_id, seq } = record
  const whole = { event_id, instance_id, seq, page_url: 'nowhere' }
  const event = random.pick<unknown>([
    whole,
    whole,
    { ...whole, seq: -1 },
    { ...whole, seq: 1.5 },
    { ...whole, seq: 'x' },
    { event_id },
    'text',
    [whole],
    null,
  ])
  return {
    rejected_at: record.received_at,
    site_id: record.site_id,
    code: 'schema',
    errors: [{ path: '/page_url', message: 'is no URL' }],
    schema_version: '1.0.0',
    event,
  }
}
