import type { Properties } from '@weir/schema'
import type { Capture } from './capture.ts'
import { describeForm, nameField } from './describe-form.ts'
import { elementsOf } from './elements-of.ts'
import { listenAll } from './listen-all.ts'
import { ownProperties } from './own-properties.ts'
import { stopAll } from './stop-all.ts'

const maxFields = 64

/**
 * Forms that somebody begins to fill in, sends, or leaves: the names of fields, never what is in them.
 * A form is left when its page view is; a look at another tab is not leaving. Forms in shadow trees are
 * not told of: nobody outside hears that one is sent.
 */
export const captureForms = (): Capture => (context) => {
  const { track, listen, onLeave } = context
  /** Which fields were filled in, and since when, by what describes the form: none of them is held. */
  const begun = new Map<string, { readonly fields: Set<string>; readonly at: number }>()

  const end = (type: string, form: string) => {
    const { fields, at } = begun.get(form) ?? { fields: [] }
    const names = [...fields]
    begun.delete(form)
    track(type, {
      ...(JSON.parse(form) as Properties),
      fields: names,
      last_field: names.at(-1),
      duration_ms: at && Math.round(performance.now() - at),
    })
  }
  const changed = (event: Event) => {
    const field = event.target as HTMLInputElement
    const element = field.closest('form') ?? field.form
    if (!element || 'ignore' in ownProperties(elementsOf(event))) return
    const form = JSON.stringify(describeForm(element, context))
    if (event.type === 'submit') return end('form_submit', form)
    const name = nameField(field)
    let fields = begun.get(form)?.fields
    if (!fields) {
      fields = new Set()
      begun.set(form, { fields, at: performance.now() })
      track('form_start', { ...(JSON.parse(form) as Properties), field: name })
    }
    if (!name || fields.size >= maxFields) return
    // The one touched last is the last.
    fields.delete(name)
    fields.add(name)
  }

  return stopAll(
    listenAll(listen, 'input submit', changed),
    onLeave((reason) => {
      if (reason !== 'hide') for (const form of begun.keys()) end('form_abandon', form)
    }),
  )
}
