import type { VNode } from 'preact'
import { type Complaint, jsonLines, placeComplaints } from '../state/json-lines.ts'

interface Props {
  readonly value: unknown
  readonly complaints?: readonly Complaint[]
  readonly label: string
}

/** A value as JSON, with what the schema says about it under the fields that it means. */
export function JsonView({ value, complaints = [], label }: Props): VNode {
  const lines = jsonLines(value)
  const places = placeComplaints(lines, complaints)
  return (
    <div class="json" role="group" aria-label={label} tabIndex={0}>
      {lines.map(({ depth, tokens }, at) => {
        const said = places.get(at)
        return (
          <div key={at} class={said === undefined ? 'json-line' : 'json-line is-wrong'}>
            <code style={{ paddingLeft: `${depth * 1.4}em` }}>
              {tokens.map(({ kind, text }, index) => (
                <span key={index} class={`json-${kind}`}>
                  {text}
                </span>
              ))}
            </code>
            {said?.map(({ path, message }) => (
              <p key={message} class="complaint" style={{ marginLeft: `${depth * 1.4 + 0.5}em` }}>
                <strong>{path === '' ? 'the event' : path}</strong> {message}
              </p>
            ))}
          </div>
        )
      })}
    </div>
  )
}
