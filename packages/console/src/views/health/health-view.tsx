import type { VNode } from 'preact'
import type { Second } from '../../api/api.ts'
import { Plot } from '../../charts/plot.tsx'
import { formatBytes, formatCount, formatSeconds, formatShare } from '../../state/format.ts'
import { measure, quantile, quantilesOverTime, ratio, sumBuckets } from '../../state/measure.ts'
import type { Watch } from '../../state/watch.ts'
import { Card } from '../../ui/card.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Stat } from '../../ui/stat.tsx'
import type { Stores } from '../../ui/stores.ts'
import { Processes } from './processes.tsx'
import { ShardsCard } from './shards-card.tsx'
import { SpoolCard } from './spool-card.tsx'

/** How much passes, how fast, and where it waits. */
export function HealthView({ stores: { api, watch } }: { stores: Stores }): VNode {
  const seconds = watch.seconds.value
  if (seconds.length === 0) {
    return <Empty title="Nothing measured yet">The first second is on its way.</Empty>
  }
  const recent = seconds.slice(-300)
  const times = recent.map(({ at }) => at)
  return (
    <div class="view">
      <Now watch={watch} />
      <div class="cards">
        <Card title="Events a second" about="What was accepted, rejected and delivered.">
          <Plot
            title="Events a second"
            times={times}
            format={formatCount}
            series={[
              { label: 'accepted', values: recent.map(({ accepted }) => accepted) },
              { label: 'rejected', values: recent.map(({ rejected }) => rejected) },
              { label: 'delivered', values: recent.map(({ delivered }) => delivered) },
            ]}
          />
        </Card>
        <LatencyCard watch={watch} recent={recent} />
        <SpoolCard watch={watch} recent={recent} />
        {watch.facts.value?.sink === 'kinesis' && <ShardsCard api={api} />}
        <Processes facts={watch.facts.value} breaker={seconds.at(-1)?.breaker_state ?? 0} />
      </div>
    </div>
  )
}

/** The last ten seconds in numbers. */
function Now({ watch }: { watch: Watch }): VNode {
  const last = watch.seconds.value.slice(-10)
  const now = measure(last)
  const request = sumBuckets(last, 'request')
  const took = (share: number) => {
    const seconds = quantile(watch.bounds.value, request, share)
    return seconds === undefined ? '–' : formatSeconds(seconds)
  }
  const rejected = ratio(now.rejected, now.received) ?? 0
  const perSecond = (count: number) => formatCount(count / Math.max(1, now.seconds))
  return (
    <dl class="stats" aria-label="The last ten seconds">
      <Stat label="Received" value={`${perSecond(now.received)}/s`}>
        {formatBytes(now.storedBytes / Math.max(1, now.seconds))}/s stored
      </Stat>
      <Stat
        label="Rejected"
        value={formatShare(rejected)}
        tone={rejected > 0.05 ? 'warn' : undefined}
      >
        {perSecond(now.rejected)}/s
      </Stat>
      <Stat label="Answered within" value={took(0.5)}>
        half of all requests
      </Stat>
      <Stat label="Slowest hundredth" value={took(0.99)}>
        99 of 100 are faster
      </Stat>
      <Stat
        label="Bugs met"
        value={formatCount(now.unexpected)}
        tone={now.unexpected > 0 ? 'bad' : undefined}
      >
        stays 0
      </Stat>
    </dl>
  )
}

function LatencyCard({ watch, recent }: { watch: Watch; recent: readonly Second[] }): VNode {
  const bounds = watch.bounds.value
  const over = (of: 'request' | 'append' | 'put', share: number) =>
    quantilesOverTime(recent, { bounds, of, share })
  const hasPuts = recent.some(({ put }) => put.some((count) => count > 0))
  return (
    <Card
      title="How long it takes"
      about="Of requests until their answer, of which the spool is a part."
    >
      <Plot
        title="How long it takes"
        times={recent.map(({ at }) => at)}
        format={formatSeconds}
        series={[
          { label: 'request, half', values: over('request', 0.5) },
          { label: 'request, 99 of 100', values: over('request', 0.99) },
          { label: 'spool, 99 of 100', values: over('append', 0.99) },
          ...(hasPuts ? [{ label: 'Kinesis, 99 of 100', values: over('put', 0.99) }] : []),
        ]}
      />
    </Card>
  )
}
