/** DuckDB ends the whole process at some ten thousand levels; nobody reads a payload of so many. */
const mostLevels = 500

/**
 * Whether DuckDB can read a line of JSON: not nested too deep, no half of a surrogate pair. Only a
 * rejected event can be such: it is kept as a stranger sent it.
 */
export const isHarmless = (line: string): boolean =>
  !holdsHalfPair(line) && levelsOf(line) <= mostLevels

function holdsHalfPair(line: string): boolean {
  // Nearly always the end of it: what is well-formed is not written as an escape.
  if (!/\\u[dD][89a-fA-F]/u.test(line)) return false
  let lowAt = -1
  for (const { 1: digits, index } of line.matchAll(/\\(?:u([0-9a-fA-F]{4})|.)/gu)) {
    const code = digits === undefined ? 0 : Number.parseInt(digits, 16)
    const isLow = code >= 0xdc00 && code <= 0xdfff
    if (isLow !== (index === lowAt)) return true
    if (lowAt >= 0 && index !== lowAt) return true
    lowAt = code >= 0xd800 && code <= 0xdbff ? index + 6 : -1
  }
  return lowAt >= 0
}

function levelsOf(line: string): number {
  let levels = 0
  let most = 0
  let inText = false
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at)
    if (code === 0x22) inText = !inText
    else if (inText) at += code === 0x5c ? 1 : 0
    else if (code === 0x7b || code === 0x5b) most = Math.max(most, ++levels)
    else if (code === 0x7d || code === 0x5d) levels -= 1
  }
  return most
}

/** The same record with `event` null, or nothing when it is no record at all. */
export function withoutEvent(line: string): string | undefined {
  try {
    const record: unknown = JSON.parse(line)
    if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined
    const shown = JSON.stringify({ ...record, event: null })
    return isHarmless(shown) ? shown : undefined
  } catch {
    return undefined
  }
}
