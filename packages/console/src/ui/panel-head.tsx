import type { ComponentChildren, VNode } from 'preact'
import { Icon } from './icon.tsx'

interface Props {
  readonly title: string
  readonly onClose: () => void
  readonly children?: ComponentChildren
}

/** Names what was chosen, and lets go of it. */
export const PanelHead = ({ title, onClose, children }: Props): VNode => (
  <header class="panel-head">
    <h2>{title}</h2>
    {children}
    <button type="button" class="quiet" onClick={onClose} aria-label="Close">
      <Icon name="close" />
    </button>
  </header>
)
