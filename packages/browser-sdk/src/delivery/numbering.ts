import type { EventFields } from '@weir/schema'
import { attempt } from '../platform/attempt.ts'
import { readLocal } from '../platform/local-storage.ts'

export type Previous = NonNullable<EventFields['previous_instance']>

/** Numbers the events of one page load, so that the archive shows what is missing. */
export interface Numbering {
  /** What our keys in localStorage begin with; under it alone stands the last event of all. */
  readonly base: string
  readonly instanceId: string
  seq: number
  /** The page load before this one and its last event; 0 when there was none. */
  previous?: Previous | 0
}

/** The fields that number an event. */
export const numberEvent = (
  sdk: Numbering,
  mayStore: boolean,
): Readonly<Record<string, unknown>> => {
  const { instanceId: instance_id } = sdk
  const seq = sdk.seq++
  if (mayStore) {
    sdk.previous ??= attempt(() => JSON.parse(readLocal(sdk.base)) as Previous) ?? 0
  }
  return { instance_id, seq, previous_instance: sdk.previous || undefined }
}
