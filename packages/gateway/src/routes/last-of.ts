/** A word of a query as the framework gives it: a word that is there twice is a list. */
export type Word = string | readonly string[] | undefined

/** Of several, the last counts; what is left out is empty. */
export const lastOf = (word: Word): string =>
  typeof word === 'object' ? (word.at(-1) ?? '') : (word ?? '')
