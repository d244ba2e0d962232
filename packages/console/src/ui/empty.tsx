import type { ComponentChildren, VNode } from 'preact'

/** Says why there is nothing to see, and what would change that. */
export const Empty = ({
  title,
  children,
}: {
  title: string
  children?: ComponentChildren
}): VNode => (
  <div class="empty">
    <strong>{title}</strong>
    <p>{children}</p>
  </div>
)
