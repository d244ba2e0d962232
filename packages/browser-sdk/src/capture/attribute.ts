import { cut } from './cut.ts'

/**
 * What the page says of an element. Never the property of that name: a field called `id` hides the id of
 * its form, and those of SVG elements are objects.
 */
export const attribute = (
  element: Element | null | undefined,
  name: string,
  maxLength?: number,
): string | undefined => cut(element?.getAttribute(name), maxLength)
