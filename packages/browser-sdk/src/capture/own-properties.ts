import { attribute } from './attribute.ts'

/**
 * The `data-weir-*` attributes of an element and its ancestors. Nothing is told of an element where
 * `ignore` is one of them.
 */
export function ownProperties(path: readonly Element[]): Readonly<Record<string, unknown>> {
  const own: Record<string, string | undefined> = {}
  for (const element of path) {
    // Not `attributes`: a field of that name hides those of its form.
    for (const name of element.getAttributeNames()) {
      // The nearest element has the say.
      if (name.startsWith('data-weir-')) {
        own[name.slice(10).replace(/-/g, '_')] ??= attribute(element, name)
      }
    }
  }
  return own
}
