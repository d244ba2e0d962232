import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import type { Facts } from '../../api/api.ts'
import { Plot } from '../../charts/plot.tsx'
import { formatBytes, formatCount, formatShare } from '../../state/format.ts'
import { measure } from '../../state/measure.ts'
import { averageEventBytes, describePacking, type Packing } from '../../state/packing.ts'
import { Card } from '../../ui/card.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Stat } from '../../ui/stat.tsx'
import type { Stores } from '../../ui/stores.ts'
import { CostCard, type CostRate } from './cost-card.tsx'

interface StatsProps {
  readonly facts: Facts
  readonly packing: Packing | undefined
  readonly eventBytes: number | undefined
}

/** How events become records, and what that saves. */
export function PackingView({ stores: { watch } }: { stores: Stores }): VNode {
  const rate = useSignal<CostRate>('now')
  const seconds = watch.seconds.value
  const facts = watch.facts.value
  if (seconds.length === 0 || facts === undefined) {
    return <Empty title="Nothing measured yet">The first second is on its way.</Empty>
  }
  const recent = seconds.slice(-300)
  const measured = measure(recent.slice(-60))
  const packing = describePacking(measured)
  const eventBytes = averageEventBytes(measured) ?? averageEventBytes(measure(seconds))
  return (
    <div class="view">
      <PackingStats facts={facts} packing={packing} eventBytes={eventBytes} />
      <div class="cards">
        {packing !== undefined && (
          <Card
            wide
            title="Records a second"
            about="Without packing there would be one for each event."
          >
            <Plot
              title="Records a second"
              times={recent.map(({ at }) => at)}
              format={formatCount}
              series={[
                { label: 'records', values: recent.map(({ records }) => records) },
                { label: 'events in them', values: recent.map((each) => each.record_events) },
              ]}
            />
          </Card>
        )}
        <CostCard facts={facts} recent={recent} eventBytes={eventBytes} rate={rate} />
      </div>
    </div>
  )
}

function PackingStats({ facts, packing, eventBytes }: StatsProps): VNode {
  return (
    <dl class="stats" aria-label="The last minute">
      <Stat label="Events in a record" value={packing?.eventsPerRecord.toFixed(1) ?? '–'}>
        {packing === undefined ? whyNoRecords(facts.sink) : `${facts.codec}, on average`}
      </Stat>
      <Stat
        label="Bytes of a record"
        value={packing === undefined ? '–' : formatBytes(packing.bytesPerRecord)}
      >
        aims at {formatBytes(facts.record_bytes)} within {facts.linger_ms} ms
      </Stat>
      <Stat
        label="Bytes of an event"
        value={eventBytes === undefined ? '–' : formatBytes(eventBytes)}
      >
        as stored, on average
      </Stat>
      <Stat
        label="Saved at Firehose"
        value={
          packing === undefined
            ? '–'
            : formatShare(1 - packing.billedPacked / packing.billedUnpacked)
        }
        tone="good"
      >
        {packing === undefined
          ? 'it bills whole 5 KiB'
          : `${formatBytes(packing.billedPacked)} billed, not ${formatBytes(packing.billedUnpacked)}`}
      </Stat>
    </dl>
  )
}

const whyNoRecords = (sink: string): string =>
  sink === 'kinesis' ? 'no record in the last minute' : `the sink is ${sink}, not kinesis`
