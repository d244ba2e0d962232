import { attempt } from './attempt.ts'

// localStorage may be missing, denied, full, or emptied by the page at any moment. Its entries are
// taken as properties, which is shorter: no key of ours is the name of one of its methods.

export const readLocal = (key: string): string =>
  attempt(() => localStorage[key] as string | undefined) ?? ''

/** Gives the text when it is kept now, and nothing when it is not. */
export const writeLocal = (key: string, text: string): string | undefined =>
  attempt(() => (localStorage[key] = text))

export const removeLocal = (key: string): unknown => attempt(() => delete localStorage[key])

/**
 * Reads everything as well: above 16 KB Firefox gives a page the keys first and the values as it asks
 * for them, and what it has not asked for before it writes and removes may then be null, the page's own
 * included, until it has let its storage alone for five seconds (`dom.storage.snapshot_reusing`).
 */
export const localKeys = (prefix: string): readonly string[] =>
  attempt(() =>
    Object.keys(localStorage).filter((key) => {
      readLocal(key)
      return key.startsWith(prefix)
    }),
  ) ?? []
