import { attempt } from './attempt.ts'

// localStorage may be missing, denied, full, or emptied by the page at any moment. Its entries are
// taken as properties, which is shorter: no key of ours is the name of one of its methods.

export const readLocal = (key: string): string =>
  attempt(() => localStorage[key] as string | undefined) ?? ''

/** Gives the text when it is kept now, and nothing when it is not. */
export const writeLocal = (key: string, text: string): string | undefined =>
  attempt(() => (localStorage[key] = text))

export const removeLocal = (key: string): unknown => attempt(() => delete localStorage[key])

export const localKeys = (prefix: string): readonly string[] =>
  attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix))) ?? []
