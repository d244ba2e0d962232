/** Below this, a difference is the way of the envelope, not a wrong clock. */
const toleratedMs = 5000

const lastMs = Date.parse('9999-12-31T23:59:59.999Z')

/** How far the clock of a client is behind ours, in milliseconds; 0 where it is right. */
export function clockSkewMs(sentAt: string | undefined, receivedMs: number): number {
  if (sentAt === undefined) return 0
  const skew = receivedMs - Date.parse(sentAt)
  return Math.abs(skew) < toleratedMs ? 0 : skew
}

/** The last time that is not in the future; the same for all events of a request. */
function latestAt(receivedMs: number): string {
  if (latest.receivedMs !== receivedMs) {
    latest = { receivedMs, text: new Date(receivedMs + toleratedMs).toISOString() }
  }
  return latest.text
}
let latest = { receivedMs: Number.NaN, text: '' }

/** A time by the clock of a client, in ours; never later than now by more than is tolerated. */
export function correctTime(timestamp: string, skewMs: number, receivedMs: number): string {
  // All times have the same form, so those of a right clock compare as they are.
  if (skewMs === 0 && timestamp <= latestAt(receivedMs)) return timestamp
  const time = Date.parse(timestamp) + skewMs
  if (time > receivedMs + toleratedMs) return new Date(receivedMs).toISOString()
  if (skewMs === 0) return timestamp
  // Outside of four-digit years it would not be a time of the promised form any more.
  return time > 0 && time <= lastMs ? new Date(time).toISOString() : timestamp
}
