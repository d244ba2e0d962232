/**
 * JSON Schema counts characters, JavaScript counts UTF-16 units, two for each character outside
 * the basic plane. The validators look at the units first and come here only when these do not
 * decide, which is nearly never.
 */
export const isLongerThan = (text: string, limit: number): boolean =>
  text.length > 2 * limit || charactersIn(text) > limit

export const isShorterThan = (text: string, limit: number): boolean => charactersIn(text) < limit

function charactersIn(text: string): number {
  let count = text.length
  let previous = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if ((unit & 0xfc00) === 0xdc00 && (previous & 0xfc00) === 0xd800) {
      count--
      previous = 0
    } else previous = unit
  }
  return count
}
