import type { VNode } from 'preact'
import type { Facts } from '../../api/api.ts'
import { Card } from '../../ui/card.tsx'

const breakers = ['closed', 'half open', 'open'] as const
const breakerWords = {
  closed: 'Requests to Kinesis pass.',
  'half open': 'One request at a time tries whether Kinesis answers again.',
  open: 'Kinesis does not answer. Events are taken and wait in the spool.',
} as const

/** Whether each process can store, and whether what it stores gets on. */
export function Processes({
  facts,
  breaker,
}: {
  facts: Facts | undefined
  breaker: number
}): VNode {
  const name = breakers[breaker] ?? 'closed'
  const processes = facts?.processes ?? []
  return (
    <Card title="Gateway" about={facts === undefined ? '' : sinkWords(facts)}>
      <ul class="states">
        {facts?.sink === 'kinesis' && (
          <State tone={name === 'closed' ? 'good' : 'bad'} what={`Breaker ${name}`}>
            {breakerWords[name]}
          </State>
        )}
        {processes.map(({ store, sink, draining }, at) => {
          const of = processes.length > 1 ? `Process ${at + 1} of ${processes.length}: ` : ''
          return [
            <State key={`store-${at}`} tone={store.ok ? 'good' : 'bad'} what={`${of}store`}>
              {store.reason ?? (draining ? 'draining' : 'takes events')}
            </State>,
            <State
              key={`sink-${at}`}
              tone={sink.state === 'ready' ? 'good' : 'warn'}
              what={`${of}${facts?.sink ?? 'sink'}`}
            >
              {sink.reason ?? sink.state}
            </State>,
          ]
        })}
      </ul>
    </Card>
  )
}

function sinkWords({ sink, stream, rejected_stream: rejected, archive }: Facts): string {
  if (sink === 'memory') return 'Keeps events in memory: for tests.'
  if (sink === 'archive') return `Writes to the archive ${archive}.`
  return `Writes to ${stream}${rejected === null ? '; rejected events are not kept' : ` and ${rejected}`}.`
}

const State = (props: { tone: string; what: string; children: string }): VNode => (
  <li class={`state is-${props.tone}`}>
    <span class="dot" aria-hidden="true" />
    <strong>{props.what}</strong> {props.children}
  </li>
)
