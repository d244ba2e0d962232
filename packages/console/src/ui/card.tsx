import type { ComponentChildren, VNode } from 'preact'

interface Props {
  readonly title: string
  readonly about?: ComponentChildren
  readonly wide?: boolean
  readonly children: ComponentChildren
}

export const Card = ({ title, about, wide = false, children }: Props): VNode => (
  <section class={wide ? 'card is-wide' : 'card'}>
    <h2>{title}</h2>
    {about !== undefined && <p class="note">{about}</p>}
    {children}
  </section>
)
