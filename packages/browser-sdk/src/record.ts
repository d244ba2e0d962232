import type { Properties, WeirEvent } from '@weir/schema'
import { deliver } from './delivery/deliver.ts'
import { drop } from './delivery/losses.ts'
import { numberEvent } from './delivery/numbering.ts'
import { viewFields } from './event/page-view.ts'
import { attempt } from './platform/attempt.ts'
import { uuid } from './platform/uuid.ts'
import type { Sdk } from './sdk.ts'
import { standing } from './visitor/standing.ts'
import { visit } from './visitor/visit.ts'

/** Events that wait for the visitor to decide. */
const maxDrafts = 1000

/** Records an event of now: it is sent, or waits for the visitor to decide, or is not collected. */
export function record(sdk: Sdk, event_type: string, properties?: Properties): void {
  const { admits, consent } = standing(sdk)
  if (sdk.isStopped || !admits) return
  const value = properties?.value
  // As JSON: what the page does with an object afterwards is not our business, nor kept alive.
  const draft = attempt(() =>
    JSON.stringify({
      event_id: uuid(),
      event_type,
      timestamp: new Date().toISOString(),
      ...viewFields(sdk),
      consent,
      value: Number.isFinite(value) ? value : undefined,
      properties,
    }),
  )
  if (draft && sdk.drafts.length < maxDrafts) sdk.drafts.push(draft)
  else drop(sdk, draft ? 'queue_full' : 'not_json', 1)
  release(sdk)
}

/** Sends what has waited for the visitor to decide, when they allow it. */
export function release(sdk: Sdk): void {
  const { admits, reach } = standing(sdk)
  if (admits > 1) for (const draft of sdk.drafts.splice(0)) admit(sdk, draft, reach)
}

function admit(sdk: Sdk, draft: string, reach: number): void {
  const [anonymous_id, session_id, , , , , user = ''] = visit(sdk)
  const event = applyHooks(sdk, {
    ...(JSON.parse(draft) as WeirEvent),
    ...(reach > 0 && {
      anonymous_id,
      user_id: attempt(() => decodeURIComponent(user)) || undefined,
    }),
    session_id,
  } as WeirEvent)
  const text = event && attempt(() => JSON.stringify({ ...event, ...numberEvent(sdk, reach > 1) }))
  // Half a surrogate pair is no text: one in a title would have the gateway reject the event.
  if (text) deliver(sdk, text.replace(/\\ud[89a-f]../g, '\\ufffd'), reach > 1)
  else drop(sdk, 'before_send', 1)
}

/** The event as it may leave; null when a hook drops it, or fails at its work. */
function applyHooks({ hooks, beforeSend }: Sdk, event: WeirEvent): WeirEvent | null {
  try {
    return [...hooks, beforeSend].reduce<WeirEvent | null>((current, hook) => {
      const changed = current && hook?.(current)
      return changed === undefined ? current : changed
    }, event)
  } catch {
    return null
  }
}
