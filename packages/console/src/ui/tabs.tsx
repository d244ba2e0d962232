import type { Signal } from '@preact/signals'
import type { VNode } from 'preact'

interface Props<Tab extends string> {
  readonly label: string
  readonly tabs: readonly Tab[]
  readonly chosen: Signal<Tab>
}

/** One of a few ways to look at the same thing. */
export function Tabs<Tab extends string>({ label, tabs, chosen }: Props<Tab>): VNode {
  return (
    <div class="tabs" role="group" aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          aria-pressed={chosen.value === tab}
          onClick={() => (chosen.value = tab)}
        >
          {tab}
        </button>
      ))}
    </div>
  )
}
