import type { VNode } from 'preact'
import type { StoredRecord } from '../../api/api.ts'
import { describeEvent } from '../../state/describe-event.ts'
import { JsonView } from '../../ui/json-view.tsx'
import { PanelHead } from '../../ui/panel-head.tsx'

interface Props {
  readonly record: StoredRecord
  readonly onClose: () => void
}

/** One event as it is stored. */
export function EventDetail({ record, onClose }: Props): VNode {
  return (
    <section class="detail" aria-label="The chosen event">
      <PanelHead title={describeEvent(record).type} onClose={onClose} />
      <JsonView label="Stored record" value={record} />
    </section>
  )
}
