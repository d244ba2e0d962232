import type { ComponentChildren, VNode } from 'preact'
import { useRef } from 'preact/hooks'
import type { Row } from '../state/tail.ts'

interface Props<Item> {
  readonly label: string
  readonly rows: readonly Row<Item>[]
  readonly chosen: number | undefined
  readonly onChoose: (row: Row<Item> | undefined) => void
  readonly children: (item: Item) => ComponentChildren
}

/**
 * A list of which one line can be chosen, by the pointer or by the keyboard: up, down, Home, End,
 * Escape. One stop for the Tab key, as in any list box.
 */
export function RowList<Item>({ label, rows, chosen, onChoose, children }: Props<Item>): VNode {
  const list = useRef<HTMLDivElement>(null)
  const at = rows.findIndex(({ key }) => key === chosen)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = move(event.key, at, rows.length)
    if (next === undefined) return
    event.preventDefault()
    onChoose(rows[next])
    list.current?.querySelectorAll('.row')[next]?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <div
      ref={list}
      class="rows"
      role="listbox"
      aria-label={label}
      aria-activedescendant={at < 0 ? undefined : `row-${chosen}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {rows.map((row) => (
        <div
          key={row.key}
          id={`row-${row.key}`}
          class="row"
          role="option"
          aria-selected={row.key === chosen}
          onClick={() => onChoose(row)}
        >
          {children(row.item)}
        </div>
      ))}
    </div>
  )
}

/** The line that a key leads to, -1 for none. */
function move(key: string, at: number, count: number): number | undefined {
  if (key === 'Escape') return -1
  if (count === 0) return undefined
  if (key === 'ArrowDown' || key === 'j') return Math.min(count - 1, at + 1)
  if (key === 'ArrowUp' || key === 'k') return Math.max(0, at - 1)
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return undefined
}
