import type { VNode } from 'preact'
import { compareFields, type FieldPair } from '../state/compare-fields.ts'

const words = { same: '', added: 'added', changed: 'corrected', removed: 'left out' } as const

interface Props {
  readonly raw: Readonly<Record<string, unknown>>
  readonly stored: Readonly<Record<string, unknown>>
}

/** An event as it came and as it is stored, field by field. */
export function CompareTable({ raw, stored }: Props): VNode {
  return (
    <table class="compare">
      <caption class="unseen">The event as the browser sent it, and as it is stored</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Sent</th>
          <th scope="col">Stored</th>
        </tr>
      </thead>
      <tbody>
        {compareFields(raw, stored).map((pair) => (
          <ComparedRow key={pair.name} pair={pair} />
        ))}
      </tbody>
    </table>
  )
}

function ComparedRow({ pair: { name, raw, stored, change } }: { pair: FieldPair }): VNode {
  return (
    <tr class={`is-${change}`}>
      <th scope="row">
        {name} {change !== 'same' && <span class="change">{words[change]}</span>}
      </th>
      <td>{write(raw)}</td>
      <td>{write(stored)}</td>
    </tr>
  )
}

const write = (value: unknown): string => {
  if (value === undefined) return ''
  if (typeof value === 'string') return value
  return JSON.stringify(value, undefined, typeof value === 'object' ? 2 : undefined)
}
