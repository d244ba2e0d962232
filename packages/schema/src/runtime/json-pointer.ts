/** What needs no escape, which is the name of nearly every field. */
const plain = /^[\w-]*$/

/** Appends one step to a JSON pointer (RFC 6901). */
export function pointerTo(base: string, step: string | number): string {
  const text = String(step)
  if (plain.test(text)) return `${base}/${text}`
  return `${base}/${text.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')}`
}
