import type { StoredRecord } from '@weir/schema'
import type { Pipeline } from './pipeline.ts'
import type { Visitor } from './visitor.ts'

/**
 * The cookie with the record of a visitor. WebKit lets no page at `localhost` set one for its domain: there it
 * is an item of the storage.
 */
export const recordName = 'weir'

/** The rows of one visitor, in the order in which they happened; copies are left out. */
export async function rowsOf(
  pipeline: Pipeline,
  visitor: Visitor,
): Promise<readonly StoredRecord[]> {
  await visitor.flush()
  const record = await visitor.tab.evaluate(
    (name) => `${document.cookie}${localStorage.getItem(name) ?? ''}`,
    recordName,
  )
  const id = /[\da-f-]{36}/u.exec(record)?.[0]
  const { events } = await pipeline.archived()
  const own = events.filter(({ anonymous_id }) => anonymous_id === id)
  const rows = [...new Map(own.map((event) => [event.event_id, event])).values()]
  return rows.sort((a, b) => (a.client_timestamp < b.client_timestamp ? -1 : 1))
}

/** Instances that are missing an event, up to the last that is there. */
export function gaps(rows: readonly StoredRecord[]): readonly string[] {
  const seqs = Map.groupBy(rows, (row) => row.instance_id ?? '')
  return Array.from(seqs, ([id, own]) => [id, own.map((row) => row.seq ?? -1)] as const)
    .filter(([, own]) => Math.max(...own) !== own.length - 1)
    .map(([id, own]) => `${id}: ${own.join()}`)
}
