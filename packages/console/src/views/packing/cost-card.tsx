import type { Signal } from '@preact/signals'
import { type Estimate, estimate } from '@weir/example-aws/cost/estimate'
import { defaultWorkload } from '@weir/example-aws/cost/workload'
import type { VNode } from 'preact'
import type { Facts, Second } from '../../api/api.ts'
import { formatCount, formatDollars } from '../../state/format.ts'
import { measure } from '../../state/measure.ts'
import { packingNameOf } from '../../state/packing.ts'
import { Card } from '../../ui/card.tsx'
import { Tabs } from '../../ui/tabs.tsx'

const rates = ['now', '100/s', '1,000/s', '10,000/s'] as const
export type CostRate = (typeof rates)[number]

interface Props {
  readonly facts: Facts
  readonly recent: readonly Second[]
  readonly eventBytes: number | undefined
  readonly rate: Signal<CostRate>
}

/** A month on AWS by the price model of examples/aws, with the events of this gateway. */
export function CostCard({ facts, recent, eventBytes, rate }: Props): VNode {
  const { accepted, rejected, seconds } = measure(recent)
  const measured = (accepted + rejected) / Math.max(1, seconds)
  const perSecond = rate.value === 'now' ? measured : Number(rate.value.replace(/[^\d]/gu, ''))
  const estimates = estimate({
    ...defaultWorkload,
    eventsPerSecond: Math.max(perSecond, 0.01),
    eventBytes: Math.max(1, Math.round(eventBytes ?? defaultWorkload.eventBytes)),
    recordBytes: facts.record_bytes,
    lingerMs: facts.linger_ms,
  })
  const most = Math.max(...estimates.map(({ total }) => total))
  return (
    <Card
      wide
      title="A month on AWS"
      about={`At ${formatCount(perSecond)} events a second all month, by the price list of us-east-1: stream, Firehose and S3, and the gateways with what stands around them.`}
    >
      <Tabs label="Events a second" tabs={rates} chosen={rate} />
      <div class="scroll" tabIndex={0} role="group" aria-label="Costs">
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">Packing</th>
              <th scope="col">Stream</th>
              <th scope="col">Firehose</th>
              <th scope="col">S3</th>
              <th scope="col">Gateways and the rest</th>
              <th scope="col">Month</th>
              <th scope="col">A million events</th>
            </tr>
          </thead>
          <tbody>
            {estimates.map((each) => (
              <CostRow
                key={each.name}
                each={each}
                share={each.total / most}
                isOurs={each.packing.name === packingNameOf(facts)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

function CostRow(props: { each: Estimate; share: number; isOurs: boolean }): VNode {
  const { each, share, isOurs } = props
  return (
    <tr class={isOurs ? 'is-ours' : undefined}>
      <th scope="row">
        {each.name}
        {isOurs && <span class="change">in use</span>}
      </th>
      <td>{formatDollars(each.streams[each.cheapest])}</td>
      <td>{formatDollars(each.firehose)}</td>
      <td>{formatDollars(each.storage)}</td>
      <td>{formatDollars(each.rest)}</td>
      <td class="with-bar">
        <span class="bar-mark" style={{ width: `${share * 100}%` }} />
        {formatDollars(each.total)}
      </td>
      <td>{formatDollars(each.pipePerMillion)}</td>
    </tr>
  )
}
