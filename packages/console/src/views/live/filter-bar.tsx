import type { Signal } from '@preact/signals'
import type { ComponentChildren, VNode } from 'preact'
import { useRef } from 'preact/hooks'
import { isEmpty, type LiveFilter, noFilter } from '../../state/live-filter.ts'

interface Props {
  readonly filter: Signal<LiveFilter>
  readonly types: readonly string[]
  readonly children?: ComponentChildren
}

/** A word is looked for when whoever types it has stopped for this long, in milliseconds. */
const typingMs = 250

export function FilterBar({ filter, types, children }: Props): VNode {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const change = (part: Partial<LiveFilter>) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      filter.value = { ...filter.peek(), ...part }
    }, typingMs)
  }
  const { type, visitor, text } = filter.value
  return (
    <form class="bar" role="search" onSubmit={(event) => event.preventDefault()}>
      <label>
        <span>Type</span>
        <input
          list="event-types"
          value={type}
          placeholder="any"
          onInput={({ currentTarget }) => change({ type: currentTarget.value.trim() })}
        />
      </label>
      <datalist id="event-types">
        {types.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <label>
        <span>Visitor</span>
        <input
          value={visitor}
          placeholder="any id"
          onInput={({ currentTarget }) => change({ visitor: currentTarget.value.trim() })}
        />
      </label>
      <label class="grow">
        <span>Text</span>
        <input
          type="search"
          value={text}
          placeholder="anywhere in the event"
          onInput={({ currentTarget }) => change({ text: currentTarget.value })}
        />
      </label>
      {!isEmpty(filter.value) && (
        <button type="button" onClick={() => (filter.value = noFilter)}>
          Clear
        </button>
      )}
      {children}
    </form>
  )
}
