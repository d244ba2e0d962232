import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import type { RejectedRecord } from '../../api/api.ts'
import { describeEvent } from '../../state/describe-event.ts'
import { formatTime } from '../../state/format.ts'
import { isEmpty } from '../../state/live-filter.ts'
import type { Row } from '../../state/tail.ts'
import { Empty } from '../../ui/empty.tsx'
import { JsonView } from '../../ui/json-view.tsx'
import { PanelHead } from '../../ui/panel-head.tsx'
import { RowList } from '../../ui/row-list.tsx'
import type { Stores } from '../../ui/stores.ts'
import { FilterBar } from '../live/filter-bar.tsx'
import { TailControls } from '../live/tail-controls.tsx'

/** Events that were not accepted, with what the schema has against them. */
export function RejectedView({ stores: { live } }: { stores: Stores }): VNode {
  const chosen = useSignal<Row<RejectedRecord> | undefined>(undefined)
  const rows = live.rejected.rows.value
  return (
    <div class={chosen.value === undefined ? 'tail' : 'tail has-detail'}>
      <FilterBar filter={live.filter} types={live.types.value}>
        <TailControls tail={live.rejected} />
      </FilterBar>
      {rows.length === 0 ? (
        <Empty
          title={isEmpty(live.filter.value) ? 'Nothing was rejected' : 'Nothing fits the filter'}
        >
          Events that the schema or a tracking plan does not accept are kept whole, and shown here
          with the reason.
        </Empty>
      ) : (
        <RowList
          label="Rejected events, newest first"
          rows={rows}
          chosen={chosen.value?.key}
          onChoose={(row) => (chosen.value = row)}
        >
          {(record) => <RejectedRow record={record} />}
        </RowList>
      )}
      {chosen.value !== undefined && (
        <RejectedDetail record={chosen.value.item} onClose={() => (chosen.value = undefined)} />
      )}
    </div>
  )
}

function RejectedRow({ record }: { record: RejectedRecord }): VNode {
  const { type, page } = describeEvent(record.event)
  const [first] = record.errors
  return (
    <>
      <time>{formatTime(record.rejected_at)}</time>
      <span class="type is-wrong">{type}</span>
      <span class="page">{page}</span>
      <span class="about">
        <b>{first?.path}</b> {first?.message}
      </span>
      <span class="visitor">{record.code}</span>
    </>
  )
}

function RejectedDetail(props: { record: RejectedRecord; onClose: () => void }): VNode {
  const { code, errors, event, site_id: site, rejected_at: at } = props.record
  return (
    <section class="detail" aria-label="The chosen event">
      <PanelHead title={`Rejected: ${code}`} onClose={props.onClose} />
      <p class="note">
        Site {site}, {formatTime(at, 'day and time')}. The event as it came; it is kept whole in the
        rejected stream.
      </p>
      <JsonView label="Rejected event" value={event} complaints={errors} />
    </section>
  )
}
