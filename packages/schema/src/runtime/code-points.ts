/**
 * JSON Schema counts characters, JavaScript counts UTF-16 units. Only a text that is too long in
 * units has to be counted, so the validators call this rarely.
 */
export function codePoints(text: string): number {
  let count = text.length
  for (let at = 0; at < text.length - 1; at++) {
    const isPair =
      (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00
    if (isPair) {
      count--
      at++
    }
  }
  return count
}
