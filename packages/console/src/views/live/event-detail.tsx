import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { rawShape, type StoredRecord } from '../../api/api.ts'
import type { Api } from '../../api/client.ts'
import { describeEvent, visitorOf } from '../../state/describe-event.ts'
import { hrefOf } from '../../state/view.ts'
import { CompareTable } from '../../ui/compare-table.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { JsonView } from '../../ui/json-view.tsx'
import { PanelHead } from '../../ui/panel-head.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useAnswer } from '../../ui/use-answer.ts'

interface Props {
  readonly api: Api
  readonly record: StoredRecord
  readonly onClose: () => void
}

const tabs = ['Side by side', 'Stored', 'As sent'] as const

/** One event, as the browser sent it and as it is stored. */
export function EventDetail({ api, record, onClose }: Props): VNode {
  const id = String(record['event_id'])
  const tab = useSignal<(typeof tabs)[number]>('Side by side')
  const raw = useAnswer(() => api.get(`raw?event_id=${encodeURIComponent(id)}`, rawShape), {
    key: id,
  }).value
  const visitor = visitorOf(record)
  return (
    <section class="detail" aria-label="The chosen event">
      <PanelHead title={describeEvent(record).type} onClose={onClose}>
        {visitor !== '' && <a href={hrefOf('visitors', visitor)}>Visitor</a>}
        <CopyButton text={() => JSON.stringify(record, undefined, 2)} />
      </PanelHead>
      <Tabs label="How the event is shown" tabs={tabs} chosen={tab} />
      {tab.value === 'Stored' && <JsonView label="Stored record" value={record} />}
      {tab.value !== 'Stored' && raw.state === 'waiting' && <p class="note">One moment…</p>}
      {tab.value !== 'Stored' && raw.state === 'refused' && (
        <>
          <p class="note">How it was sent is not here: {raw.why}.</p>
          <JsonView label="Stored record" value={record} />
        </>
      )}
      {tab.value === 'Side by side' && raw.state === 'here' && (
        <CompareTable raw={raw.value.event} stored={record} />
      )}
      {tab.value === 'As sent' && raw.state === 'here' && (
        <JsonView label="As the browser sent it" value={raw.value} />
      )}
    </section>
  )
}
