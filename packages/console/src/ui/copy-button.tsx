import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { Icon } from './icon.tsx'

/** A clipboard may be out of reach, as on a page without TLS: then it says so. */
export function CopyButton({ text }: { text: () => string }): VNode {
  const said = useSignal('Copy')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text())
      said.value = 'Copied'
    } catch {
      said.value = 'Not allowed here'
    }
  }
  return (
    <button type="button" class="quiet" onClick={() => void copy()}>
      <Icon name="copy" /> <span role="status">{said.value}</span>
    </button>
  )
}
