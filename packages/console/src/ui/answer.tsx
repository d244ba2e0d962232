import type { ComponentChildren, VNode } from 'preact'
import { Empty } from './empty.tsx'
import type { Answered } from './use-answer.ts'

interface Props<Value> {
  readonly answered: Answered<Value>
  /** What a refusal is headed by. */
  readonly refused: string
  readonly children: (value: Value) => ComponentChildren
}

/** Shows what was asked for, or that it is on its way, or why it does not come. */
export function Answer<Value>({ answered, refused, children }: Props<Value>): VNode {
  if (answered.state === 'waiting') return <p class="note is-waiting">One moment…</p>
  if (answered.state === 'refused') return <Empty title={refused}>{answered.why}</Empty>
  return <>{children(answered.value)}</>
}
