import type { Signal } from '@preact/signals'
import type { VNode } from 'preact'

/** The steps of the funnel: event types, each perhaps on certain pages. */
export function FunnelForm({ steps }: { steps: Signal<string> }): VNode {
  const onSubmit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const value = new FormData(event.currentTarget).get('steps')
    if (typeof value === 'string') steps.value = value
  }
  return (
    <form class="inline-form" onSubmit={onSubmit}>
      <label>
        <span>Funnel</span>
        <input name="steps" defaultValue={steps.value} size={34} />
      </label>
      <button type="submit">Show</button>
    </form>
  )
}
