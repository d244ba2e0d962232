import type { Properties } from '@weir/schema'
import type { Capture } from './capture.ts'
import { describeForm, nameField } from './describe-form.ts'
import { duration } from './duration.ts'
import { elementsOf } from './elements-of.ts'
import { ownProperties } from './own-properties.ts'
import { stopAll } from './stop-all.ts'

const maxFields = 64

/**
 * Forms that somebody begins to fill in, sends, or leaves: the names of fields, never what is in them.
 * A form is left when its page view is; a look at another tab is not leaving. Forms in shadow trees are
 * not told of: nobody outside hears that one is sent.
 */
export const captureForms = (): Capture => (context) => {
  const { window, track, listen, onLeave, now } = context
  /** Since when which fields are filled in, by what describes the form: none of them is held. */
  const begun = new Map<string, { readonly at: number; readonly fields: Set<string> }>()

  const end = (type: string, form: string, more?: Properties) => {
    const { at, fields } = begun.get(form) ?? { fields: [] }
    begun.delete(form)
    track(type, {
      ...(JSON.parse(form) as Properties),
      fields: [...fields],
      duration_ms: at && duration(now() - at),
      ...more,
    })
  }
  const changed = (event: Event) => {
    const path = elementsOf(event)
    const field = event.target as HTMLInputElement
    const element = field.closest('form') ?? field.form
    const [input] = path
    if (!element || !input || !ownProperties(path)) return
    const form = JSON.stringify(describeForm(element, context))
    if (event.type === 'submit') return end('form_submit', form)
    const name = nameField(field, input)
    let fields = begun.get(form)?.fields
    if (!fields) {
      fields = new Set()
      begun.set(form, { at: now(), fields })
      track('form_start', { ...(JSON.parse(form) as Properties), field: name })
    }
    if (!name || fields.size >= maxFields) return
    // The one touched last is the last.
    fields.delete(name)
    fields.add(name)
  }

  return stopAll(
    listen(window, 'input', changed),
    listen(window, 'submit', changed),
    onLeave((reason) => {
      if (reason === 'hide') return
      for (const [form, { fields }] of begun) {
        end('form_abandon', form, { last_field: [...fields].pop() })
      }
    }),
  )
}
