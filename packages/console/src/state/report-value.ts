import { formatCount, formatSeconds, formatShare } from './format.ts'

const decimal = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** A value of a report as its kind wants it. */
export function formatValue(value: unknown, kind: string): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'number') return '–'
  switch (kind) {
    case 'count':
      return formatCount(value)
    case 'share':
      return formatShare(value)
    case 'duration':
      return formatSeconds(value / 1000)
    case 'decimal':
      return decimal.format(value)
    default:
      return String(value)
  }
}

/** How long a bar is, from 0 to 1. */
export const barShare = (value: unknown, most: number): number =>
  typeof value === 'number' && most > 0 ? Math.max(0, value / most) : 0
