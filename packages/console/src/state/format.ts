const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' })
const coarse = new Intl.NumberFormat('en', {
  style: 'currency',
  currency: 'USD',
  maximumFractionDigits: 0,
})
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })

export const formatCount = (count: number): string => plain.format(count)
export const formatShort = (count: number): string =>
  count < 10_000 ? plain.format(count) : short.format(count)
export const formatDollars = (dollars: number): string =>
  (dollars < 100 ? money : coarse).format(dollars)
export const formatShare = (share: number): string => percent.format(share)

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const scaled = bytes / 1000 ** step
  return `${scaled < 10 && step > 0 ? scaled.toFixed(1) : plain.format(scaled)} ${units[step]}`
}

/** A duration as a person says it: 1.4 ms, 350 ms, 2.5 s, 4 min. */
export function formatSeconds(seconds: number): string {
  if (seconds === 0) return '0 ms'
  if (seconds < 0.01) return `${(seconds * 1000).toFixed(1)} ms`
  if (seconds < 1) return `${(seconds * 1000).toFixed(0)} ms`
  if (seconds < 90) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`
  if (seconds < 5400) return `${(seconds / 60).toFixed(0)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}

type TimeStyle = 'time' | 'day and time' | 'hour'

const styles: Readonly<Record<TimeStyle, Intl.DateTimeFormat>> = {
  time: new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' }),
  'day and time': new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }),
  /** Of the archive, whose hours are those of UTC. */
  hour: new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }),
}

/** A time here, of a text that should be RFC 3339 or of milliseconds. */
export function formatTime(value: unknown, style: TimeStyle = 'time'): string {
  const date = new Date(typeof value === 'string' || typeof value === 'number' ? value : Number.NaN)
  return Number.isNaN(date.getTime()) ? '–' : styles[style].format(date)
}
