/** The beginning of a text; undefined for none. */
export const cut = (text: string | null | undefined, maxLength = 128): string | undefined =>
  text?.slice(0, maxLength) || undefined
