import type { Properties } from '@weir/schema'
import { attribute } from './attribute.ts'
import type { CaptureContext } from './capture.ts'

/** Not even the names of such fields are told. */
const secrets = /pass|pwd|hidden|card|\bcc|cv[cv]|\bexp[-_dimy]|iban|ssn|secret|token/i

/** What a form is called, and where it is sent. */
export function describeForm(form: Element, { scrubUrl }: CaptureContext): Properties {
  const action = attribute(form, 'action', 2048)
  return {
    form_id: attribute(form, 'id'),
    form_name: attribute(form, 'name'),
    form_action: action && scrubUrl(action),
  }
}

/** The name of a field, which may be a custom element; undefined for a secret. */
export function nameField(field: Element): string | undefined {
  const words = ['name', 'id', 'type', 'autocomplete'].map((name) => attribute(field, name))
  return secrets.test([field.localName, ...words].join(' ')) ? undefined : (words[0] ?? words[1])
}
