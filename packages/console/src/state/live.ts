import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { type Batch, recordsShape, type RejectedRecord, type StoredRecord } from '../api/api.ts'
import type { Api } from '../api/client.ts'
import { fits, isEmpty, type LiveFilter, noFilter, toQuery } from './live-filter.ts'
import { createTail, maxRows, type Tail } from './tail.ts'

/** Events as they arrive, and those that are refused. */
export interface Live {
  readonly good: Tail<StoredRecord>
  readonly rejected: Tail<RejectedRecord>
  readonly filter: Signal<LiveFilter>
  readonly connection: ReadonlySignal<'connecting' | 'open' | 'lost'>
  /** Event types seen so far, for the filter. */
  readonly types: ReadonlySignal<readonly string[]>
  /** Forgets what the gateway remembers and begins anew. */
  reset(): Promise<void>
  stop(): void
}

/** Follows the stream of the gateway, anew with each filter. */
export function createLive(api: Api): Live {
  const good = createTail<StoredRecord>()
  const rejected = createTail<RejectedRecord>()
  const filter = signal<LiveFilter>(noFilter)
  const connection = signal<'connecting' | 'open' | 'lost'>('connecting')
  const types = signal<readonly string[]>([])
  const learn = (records: readonly StoredRecord[]) => learnTypes(types, records)
  const fill = async (wanted: LiveFilter, isAgain = false): Promise<void> => {
    const latest = await readLatest(api, wanted)
    if (filter.peek() !== wanted) return
    // A gateway that was started again remembers nothing; what is on the page is still true.
    if (isAgain && latest.good.length + latest.rejected.length === 0) return
    learn(latest.good)
    good.begin(latest.good.filter((record) => fits(wanted, record)))
    rejected.begin(latest.rejected.filter((record) => fits(wanted, record.event, record)))
  }
  const refill = (wanted: LiveFilter, isAgain = false) =>
    void fill(wanted, isAgain).catch(() => {
      connection.value = 'lost'
    })

  const stopFollowing = effect(() => {
    const wanted = filter.value
    refill(wanted)
    return api.follow(`live${toQuery(wanted)}`, {
      name: 'batch',
      onData(data) {
        const batch = data as Batch
        learn(batch.good.records)
        good.add(batch.good)
        rejected.add(batch.rejected)
      },
      onState(isOpen) {
        // What came while nobody listened is still with the gateway.
        if (isOpen && connection.peek() === 'lost') refill(filter.peek(), true)
        connection.value = isOpen ? 'open' : 'lost'
      },
    })
  })
  const timer = setInterval(() => {
    good.tick()
    rejected.tick()
  }, 500)
  return {
    good,
    rejected,
    filter,
    connection,
    types,
    async reset() {
      await api.post('reset')
      good.begin([])
      rejected.begin([])
    },
    stop() {
      stopFollowing()
      clearInterval(timer)
    },
  }
}

async function readLatest(api: Api, wanted: LiveFilter) {
  // Only the newest are shown, but those that fit a filter may be far between.
  const query = isEmpty(wanted) ? `?limit=${maxRows}` : ''
  const [good, rejected] = await Promise.all([
    api.get(`good${query}`, recordsShape),
    api.get(`rejected${query}`, recordsShape),
  ])
  return { good: good.events, rejected: rejected.events as readonly RejectedRecord[] }
}

/** A site has some dozens of event types; one that invents them must not fill the list. */
const maxTypes = 200

function learnTypes(types: Signal<readonly string[]>, records: readonly StoredRecord[]): void {
  const known = new Set(types.peek())
  for (const { event_type: type } of records) {
    if (typeof type === 'string' && known.size < maxTypes) known.add(type)
  }
  if (known.size > types.peek().length) types.value = [...known].toSorted()
}
