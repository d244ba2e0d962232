import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import type { StoredRecord } from '../../api/api.ts'
import { describeEvent } from '../../state/describe-event.ts'
import { formatTime } from '../../state/format.ts'
import { isEmpty } from '../../state/live-filter.ts'
import type { Row } from '../../state/tail.ts'
import { Empty } from '../../ui/empty.tsx'
import { RowList } from '../../ui/row-list.tsx'
import type { Stores } from '../../ui/stores.ts'
import { EventDetail } from './event-detail.tsx'
import { FilterBar } from './filter-bar.tsx'
import { TailControls } from './tail-controls.tsx'

/** Events as they are stored. */
export function LiveView({ stores: { api, live } }: { stores: Stores }): VNode {
  const chosen = useSignal<Row<StoredRecord> | undefined>(undefined)
  const rows = live.good.rows.value
  return (
    <div class={chosen.value === undefined ? 'tail' : 'tail has-detail'}>
      <FilterBar filter={live.filter} types={live.types.value}>
        <TailControls tail={live.good} />
      </FilterBar>
      {rows.length === 0 ? (
        <Empty title={isEmpty(live.filter.value) ? 'No events yet' : 'Nothing fits the filter'}>
          {isEmpty(live.filter.value)
            ? 'They appear here within a second of being stored.'
            : 'Events that fit will appear here as they come.'}
        </Empty>
      ) : (
        <RowList
          label="Events, newest first"
          rows={rows}
          chosen={chosen.value?.key}
          onChoose={(row) => (chosen.value = row)}
        >
          {(record) => <EventRow record={record} />}
        </RowList>
      )}
      {chosen.value !== undefined && (
        <EventDetail
          api={api}
          record={chosen.value.item}
          onClose={() => (chosen.value = undefined)}
        />
      )}
    </div>
  )
}

function EventRow({ record }: { record: StoredRecord }): VNode {
  const { type, page, visitor, about } = describeEvent(record)
  return (
    <>
      <time>{formatTime(record['received_at'])}</time>
      <span class="type">{type}</span>
      <span class="page">{page}</span>
      <span class="about">{about}</span>
      <span class="visitor">{visitor.slice(0, 13)}</span>
    </>
  )
}
