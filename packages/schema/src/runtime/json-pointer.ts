/** Appends one step to a JSON pointer (RFC 6901). */
export const pointerTo = (base: string, step: string | number): string =>
  `${base}/${String(step).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')}`
