/** FNV-1a, 32 bits: for what has to be short and even, not secret. */
export const hash = (text: string): number => {
  let state = 0x811c9dc5
  for (const char of text) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return state >>> 0
}
