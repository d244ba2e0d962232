import type { Properties } from '@weir/schema'
import { attribute } from './attribute.ts'

/** The `data-weir-*` attributes of an element and its ancestors; undefined with a `data-weir-ignore`. */
export function ownProperties(path: readonly Element[]): Properties | undefined {
  const own: Record<string, string | undefined> = {}
  for (const element of path) {
    // Not `attributes`: a field of that name hides those of its form.
    for (const name of element.getAttributeNames()) {
      if (name === 'data-weir-ignore') return undefined
      // The nearest element has the say.
      if (name.startsWith('data-weir-')) {
        own[name.slice(10).replace(/-/g, '_')] ??= attribute(element, name)
      }
    }
  }
  return own
}
