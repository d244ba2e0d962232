import type { EventFields } from '@weir/schema'
import { readLocal, writeLocal } from '../platform/local-storage.ts'

/** Numbers the events of one page load, so that the archive shows what is missing. */
export interface Numbering {
  /** What our keys in localStorage begin with; under it alone stands the last event of all. */
  readonly base: string
  readonly instanceId: string
  seq: number
  /** The last event of the page load before: its instance and its seq. */
  previous?: string
}

export function numberEvent(
  sdk: Numbering,
  mayStore: boolean,
): Pick<EventFields, 'instance_id' | 'seq' | 'previous_instance'> {
  const seq = sdk.seq++
  if (mayStore) {
    sdk.previous ??= readLocal(sdk.base)
    writeLocal(sdk.base, `${sdk.instanceId} ${seq}`)
  }
  const [instance_id, last] = sdk.previous?.split(' ') ?? []
  return {
    instance_id: sdk.instanceId,
    seq,
    ...(instance_id && { previous_instance: { instance_id, last_seq: Number(last) } }),
  }
}
