import type { ReportValue, ValueKind } from '../reports/report.ts'

const nothing = '–'

const counts = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const decimals = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 })

/** A value for a person. */
export function formatValue(value: ReportValue, kind: ValueKind): string {
  if (value === null) return nothing
  if (typeof value === 'string') return value
  switch (kind) {
    case 'count':
      return counts.format(value)
    case 'share':
      return formatShare(value)
    case 'duration':
      return formatDuration(value)
    case 'decimal':
      return decimals.format(value)
    case 'text':
    case 'day':
      return String(value)
  }
}

/** Near to all of it, more digits: 99.96 % and 99.5 % are far apart. Never 100 % for less than that. */
export function formatShare(share: number): string {
  const percent = share * 100
  const digits = percent > 98 && percent < 100 ? 2 : 1
  const rounded = percent.toFixed(digits)
  if (percent < 100 && Number(rounded) >= 100) return 'under 100 %'
  return percent === 100 || percent === 0 ? `${percent} %` : `${rounded} %`
}

function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  const seconds = ms / 1000
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`
  const minutes = Math.floor(Math.round(seconds) / 60)
  if (minutes < 60) return `${minutes} min ${two(Math.round(seconds) % 60)} s`
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`
}

const two = (count: number): string => String(count).padStart(2, '0')

/** Whether values of a kind stand on the right, below each other. */
export const isNumeric = (kind: ValueKind): boolean => kind !== 'text' && kind !== 'day'
