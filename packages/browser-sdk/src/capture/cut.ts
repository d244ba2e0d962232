/**
 * The beginning of a text; undefined for none. Half of a surrogate pair is left out: it cannot be
 * written as UTF-8, and the gateway refuses an event that holds one.
 */
export const cut = (text: string | null | undefined, maxLength = 128): string | undefined =>
  text?.slice(0, maxLength).replace(/\p{Cs}/gu, '') || undefined
