import type { VNode } from 'preact'
import type { Live } from '../state/live.ts'
import { describeRate } from '../state/tail.ts'

const words = { connecting: 'connecting', open: 'live', lost: 'gateway does not answer' } as const

/** Whether the page hears from its gateway. Told to screen readers when it changes, and not before. */
export function Connection({ live }: { live: Live }): VNode {
  const state = live.connection.value
  return (
    <span class={`connection is-${state}`}>
      <span class="dot" aria-hidden="true" />
      <span role="status">{words[state]}</span>
      {state === 'open' && (
        <span class="connection-rate">{describeRate(live.good.rate.value)}</span>
      )}
    </span>
  )
}
