import type { Properties, WeirEvent } from '@weir/schema'
import { deliver } from './delivery/deliver.ts'
import { drop } from './delivery/losses.ts'
import { numberEvent } from './delivery/numbering.ts'
import { viewFields } from './event/page-view.ts'
import { attempt } from './platform/attempt.ts'
import { uuid } from './platform/uuid.ts'
import type { BeforeSend } from './plugins/plugin.ts'
import type { Draft, Sdk } from './sdk.ts'
import { amend, type Change, type Standing, standing } from './visitor/standing.ts'
import { visit } from './visitor/visit.ts'

/** Events that wait for the visitor to decide. */
const maxDrafts = 1000

/** Records an event of now: it is sent, or waits for the visitor to decide, or is not collected. */
export const record = (sdk: Sdk, event_type: string, properties?: Properties): void => {
  const terms = standing(sdk)
  const value = properties?.value
  if (sdk.isStopped) return
  // As JSON: what the page does with an object afterwards is not our business, nor kept alive.
  const draft =
    terms.admits &&
    attempt(() =>
      JSON.stringify({
        event_id: uuid(),
        event_type,
        timestamp: new Date().toISOString(),
        ...viewFields(sdk),
        consent: terms.consent,
        value: Number.isFinite(value) ? value : undefined,
        properties,
      }),
    )
  if (draft && sdk.drafts.length < maxDrafts) sdk.drafts.push(draft)
  else drop(sdk, draft ? 'queue_full' : 'not_json', terms.admits && 1)
  release(sdk, terms)
}

/** Not a change of who the visitor is. */
export const isEvent = (draft: Draft): draft is string => typeof draft === 'string'

/** Changes who the visitor is for what comes after it: so it waits behind events that wait. */
export const become = (sdk: Sdk, change: Change): void => {
  // Those that wait come first, when another tab was granted it.
  release(sdk)
  if (standing(sdk).admits === 1) sdk.drafts.push(change)
  else amend(sdk, change)
}

/** Sends or forgets what has waited for the visitor to decide, when they have. */
export const release = (sdk: Sdk, now: Standing = standing(sdk)): void => {
  let terms = now
  if (terms.admits === 1) return
  for (const draft of sdk.drafts.splice(0)) {
    if (!terms.admits) drop(sdk, 'denied', Number(isEvent(draft)))
    else if (isEvent(draft)) admit(sdk, draft, terms)
    else {
      amend(sdk, draft)
      terms = standing(sdk)
    }
  }
}

const admit = (sdk: Sdk, draft: string, terms: Standing): void => {
  const { reach } = terms
  const [anonymous_id, session_id, , , , , user = ''] = visit(sdk, terms)
  const event = {
    ...(JSON.parse(draft) as WeirEvent),
    ...(reach && {
      anonymous_id,
      user_id: attempt(() => decodeURIComponent(user)) || undefined,
    }),
    session_id,
  } as WeirEvent
  // A hook that fails drops the event: what it was to remove must not leave.
  const text = attempt(() => {
    const changed = [...sdk.hooks, sdk.beforeSend].reduce(applyHook, event)
    return changed?.event_id && JSON.stringify({ ...changed, ...numberEvent(sdk, reach > 1) })
  })
  // Half a surrogate pair is no text: one in a title would have the gateway reject the event.
  if (text) deliver(sdk, text.replace(/\\ud[89a-f]../g, '\\ufffd'), reach)
  else drop(sdk, 'before_send', 1)
}

const applyHook = (event: WeirEvent | null, hook?: BeforeSend): WeirEvent | null => {
  const changed = event && hook?.(event)
  return changed === undefined ? event : changed
}
