import type { Properties } from '@weir/schema'
import { attribute } from './attribute.ts'
import { mask } from './mask.ts'

/** Made to be clicked, by tag or by role. */
const controls =
  /^(a|button|checkbox|input|label|link|menuitem|option|radio|select|summary|switch|tab|textarea)$/
/** Hold what the visitor wrote or chose, or what the site keeps to itself. */
export const secrets = 'select,textarea,[contenteditable],[data-weir-ignore]'
const labelled = '[aria-label],[alt],[title]'

export const isControl = (element: Element): boolean =>
  controls.test(element.localName) || controls.test(attribute(element, 'role') ?? '')

const labelOf = (element: Element | null): string | undefined =>
  mask(['aria-label', 'alt', 'title'].map((name) => attribute(element, name)).find(Boolean))

/** The text of an element, or the label of a picture in its place. */
const textOf = (element: Element | undefined): string | undefined =>
  !element || element.closest(secrets) || element.querySelector(secrets)
    ? undefined
    : (mask(element.textContent) ?? labelOf(element.querySelector(labelled)))

/**
 * What was clicked: the nearest control, or else the nearest element with a label, or else the very
 * target. Only controls give their text: a click tells nothing of what the visitor reads.
 */
export function describeElement(
  path: readonly Element[],
  control: Element | undefined,
): Properties | undefined {
  const element = control ?? path.find((each) => each.matches(labelled)) ?? path[0]
  return (
    element && {
      element: element.localName.slice(0, 128),
      element_id: attribute(element, 'id'),
      element_classes: attribute(element, 'class'),
      element_name: attribute(element, 'name'),
      role: attribute(element, 'role'),
      label: labelOf(element) ?? textOf((element as HTMLInputElement).labels?.[0]),
      text: textOf(control),
    }
  )
}
