import type { VNode } from 'preact'
import type { Second } from '../../api/api.ts'
import { Plot } from '../../charts/plot.tsx'
import { formatBytes, formatSeconds, formatShare } from '../../state/format.ts'
import type { Watch } from '../../state/watch.ts'
import { Card } from '../../ui/card.tsx'
import { Meter } from '../../ui/meter.tsx'

/** What was acknowledged and is not delivered yet. */
export function SpoolCard({ watch, recent }: { watch: Watch; recent: readonly Second[] }): VNode {
  const facts = watch.facts.value
  const now = recent.at(-1)
  const used = now?.spool_bytes ?? 0
  const most = facts?.spool_max_bytes ?? 1
  if (facts?.spool === 'off') {
    return (
      <Card
        title="Spool"
        about="Off: a request is answered when the sink has confirmed its events."
      >
        <p />
      </Card>
    )
  }
  const oldest = formatSeconds(now?.spool_oldest_seconds ?? 0)
  return (
    <Card
      title="Spool"
      about={`On disk ${formatBytes(used)} of ${formatBytes(most)}; the oldest event that waits is ${oldest} old.`}
    >
      <Meter label="Spool" share={used / most} text={formatShare(used / most)} />
      <Plot
        title="Age of the oldest event in the spool"
        times={recent.map(({ at }) => at)}
        format={formatSeconds}
        series={[
          { label: 'oldest waits', values: recent.map((each) => each.spool_oldest_seconds) },
        ]}
      />
    </Card>
  )
}
