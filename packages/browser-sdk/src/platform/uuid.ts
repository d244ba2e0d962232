/**
 * A UUID of version 7 (RFC 9562): 48 bits of time, then random ones. From getRandomValues, because
 * `crypto.randomUUID` is missing on http:// pages, and makes version 4.
 */
export const uuid = (): string => {
  // Eleven digits until the year 2527.
  const time = `0${Date.now().toString(16)}`
  const random = Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) =>
    (byte + 256).toString(16).slice(1),
  ).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-a${random.slice(3, 6)}-${random.slice(6)}`
}
