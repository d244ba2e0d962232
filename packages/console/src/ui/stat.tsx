import type { ComponentChildren, VNode } from 'preact'

interface Props {
  readonly label: string
  readonly value: string
  readonly tone?: 'good' | 'warn' | 'bad' | undefined
  readonly children?: ComponentChildren
}

/** One number that matters. */
export const Stat = ({ label, value, tone, children }: Props): VNode => (
  <div class={tone === undefined ? 'stat' : `stat is-${tone}`}>
    <dt>{label}</dt>
    <dd>
      <strong>{value}</strong>
      <span>{children}</span>
    </dd>
  </div>
)
