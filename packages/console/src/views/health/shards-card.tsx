import type { VNode } from 'preact'
import { type Shard, shardsShape } from '../../api/api.ts'
import type { Api } from '../../api/client.ts'
import { formatCount, formatShare } from '../../state/format.ts'
import { Answer } from '../../ui/answer.tsx'
import { Card } from '../../ui/card.tsx'
import { Empty } from '../../ui/empty.tsx'
import { useAnswer } from '../../ui/use-answer.ts'

/** Where the records went: one shard that gets much more than the others is what throttles first. */
export function ShardsCard({ api }: { api: Api }): VNode {
  const answered = useAnswer(() => api.get('shards', shardsShape), { key: 'shards', everyMs: 2000 })
  return (
    <Card
      title="Shards"
      about="What each has got since this gateway started; one that got nothing is not here."
    >
      <Answer answered={answered.value} refused="No shards to show">
        {({ shards }) =>
          shards.length === 0 ? (
            <Empty title="No record is confirmed yet" />
          ) : (
            <div class="scroll is-short" tabIndex={0} role="group" aria-label="Shards">
              <table class="figures">
                <thead>
                  <tr>
                    <th scope="col">Shard</th>
                    <th scope="col">Records</th>
                    <th scope="col">Events</th>
                    <th scope="col">Share of its stream</th>
                  </tr>
                </thead>
                <tbody>
                  {shards.map((shard) => (
                    <ShardRow key={`${shard.stream} ${shard.shard}`} shard={shard} all={shards} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Answer>
    </Card>
  )
}

function ShardRow({ shard: each, all }: { shard: Shard; all: readonly Shard[] }): VNode {
  const whole = all
    .filter(({ stream }) => stream === each.stream)
    .reduce((sum, { events }) => sum + events, 0)
  const share = whole === 0 ? 0 : each.events / whole
  return (
    <tr>
      <th scope="row">
        {each.stream} {each.shard.replace(/^shardId-0*(?=\d)/u, '')}
      </th>
      <td>{formatCount(each.records)}</td>
      <td>{formatCount(each.events)}</td>
      <td class="with-bar">
        <span class="bar-mark" style={{ width: `${share * 100}%` }} />
        {formatShare(share)}
      </td>
    </tr>
  )
}
