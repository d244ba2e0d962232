import type { Properties } from '@weir/schema'
import { attribute } from './attribute.ts'
import { cut } from './cut.ts'
import { nearest } from './elements-of.ts'
import { mask } from './mask.ts'

/** Made to be clicked, by tag or by role. */
const controls =
  /^(a|button|checkbox|input|label|link|menuitem|option|radio|select|summary|switch|tab|textarea)$/
/** Hold what the visitor wrote or chose, or what the site keeps to itself. */
export const secrets = 'select,textarea,[contenteditable],[data-weir-ignore]'
const labelled = '[aria-label],[alt],[title]'

const isControl = (element: Element): boolean =>
  controls.test(element.localName) || controls.test(String(attribute(element, 'role')))

const labelOf = (element: Element | null): string | undefined =>
  mask(attribute(element, 'aria-label') ?? attribute(element, 'alt') ?? attribute(element, 'title'))

/** The text of an element, or the label of a picture in its place. */
const textOf = (element: Element | undefined): string | undefined =>
  !element || element.closest(secrets) || element.querySelector(secrets)
    ? undefined
    : (mask(element.textContent) ?? labelOf(element.querySelector(labelled)))

/**
 * What was clicked: the nearest control, or else the nearest element with a label, or else the very
 * target. Only controls give their text: a click tells nothing of what the visitor reads. Undefined for
 * a label of which the browser clicks the field next: that click says more.
 */
export function describeElement(path: readonly [Element, ...Element[]]): Properties | undefined {
  const control = path.find(isControl)
  const element = control ?? nearest(path, labelled) ?? path[0]
  const { control: field, labels } = element as Partial<HTMLLabelElement & HTMLInputElement>
  return field
    ? undefined
    : {
        element: cut(element.localName),
        element_id: attribute(element, 'id'),
        element_classes: attribute(element, 'class'),
        element_name: attribute(element, 'name'),
        role: attribute(element, 'role'),
        label: labelOf(element) ?? textOf(labels?.[0]),
        text: textOf(control),
      }
}
