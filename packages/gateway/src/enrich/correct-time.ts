/** Below this, a difference is the way of the envelope, not a wrong clock. */
const toleratedMs = 5000

const lastMs = Date.parse('9999-12-31T23:59:59.999Z')

/** How far the clock of a client is behind ours, in milliseconds; 0 where it is right. */
export function clockSkewMs(sentAt: string | undefined, receivedMs: number): number {
  if (sentAt === undefined) return 0
  const { earliest, latest } = textsAt(receivedMs)
  // All times have the same form, so those of a right clock compare as they are.
  if (sentAt > earliest && sentAt < latest) return 0
  const skew = receivedMs - Date.parse(sentAt)
  return Math.abs(skew) < toleratedMs ? 0 : skew
}

/** A moment as text. */
export const utcText = (ms: number): string => textsAt(ms).now

/** A moment, and those around it that are no fault of a clock: many requests share a millisecond. */
function textsAt(ms: number): Texts {
  if (texts.ms !== ms) {
    const text = (at: number): string => new Date(at).toISOString()
    texts = { ms, now: text(ms), earliest: text(ms - toleratedMs), latest: text(ms + toleratedMs) }
  }
  return texts
}

interface Texts {
  readonly ms: number
  readonly now: string
  readonly earliest: string
  readonly latest: string
}
let texts: Texts = { ms: Number.NaN, now: '', earliest: '', latest: '' }

/** A time by the clock of a client, in ours; never later than now by more than is tolerated. */
export function correctTime(timestamp: string, skewMs: number, receivedMs: number): string {
  if (skewMs === 0 && timestamp <= textsAt(receivedMs).latest) return timestamp
  const time = Date.parse(timestamp) + skewMs
  if (time > receivedMs + toleratedMs) return new Date(receivedMs).toISOString()
  if (skewMs === 0) return timestamp
  // Outside of four-digit years it would not be a time of the promised form any more.
  return time > 0 && time <= lastMs ? new Date(time).toISOString() : timestamp
}
