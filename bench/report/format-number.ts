/** Three digits, which is all that a measurement knows; whole numbers from a thousand up. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '?'
  const isLarge = Math.abs(value) >= 1000
  return value.toLocaleString(
    'en',
    isLarge ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 },
  )
}
