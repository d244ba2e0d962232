import type { TimeRange } from '../reader/list-hours.ts'
import { textOf, type Values } from './parse-words.ts'
import { UsageError } from './terminal.ts'

const units: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

/** `90s`, `30m`, `12h`, `7d`, `52w` in milliseconds. */
export function parseDuration(text: string, option: string): number {
  const [, count = '', unit = ''] = /^(\d{1,6})([smhdw])$/u.exec(text) ?? []
  const unitMs = units[unit]
  if (unitMs === undefined) {
    throw new UsageError(`--${option}: "${text}" is not a duration such as 12h or 7d`)
  }
  return Number(count) * unitMs
}

const dayPattern = /^\d{4}-\d\d-\d\d$/u
const timePattern = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d(?:\.\d{1,3})?)?Z?$/u

/**
 * A day, a time in UTC, or how long ago. A day as an end means its end: a range of days holds both.
 */
function parseTime(text: string, option: 'from' | 'to', nowMs: number): number {
  if (/^\d{1,6}[smhdw]$/u.test(text)) return nowMs - parseDuration(text, option)
  const [, day, minute, rest = ':00'] = timePattern.exec(text) ?? []
  const full = dayPattern.test(text) ? `${text}T00:00:00` : `${day}T${minute}${rest}`
  const timeMs = Date.parse(`${full}Z`)
  const isReal =
    !Number.isNaN(timeMs) && new Date(timeMs).toISOString().startsWith(full.slice(0, 16))
  if (!isReal) {
    throw new UsageError(
      `--${option}: "${text}" is neither a day (2026-11-21), a time in UTC (2026-11-21T13:00), nor how long ago (7d)`,
    )
  }
  return option === 'to' && dayPattern.test(text) ? timeMs + (units['d'] ?? 0) : timeMs
}

/** What `--from` and `--to` say. */
export function parseRange(values: Values, nowMs: number): TimeRange {
  const from = textOf(values, 'from')
  const to = textOf(values, 'to')
  const range = {
    fromMs: from === undefined ? undefined : parseTime(from, 'from', nowMs),
    toMs: to === undefined ? undefined : parseTime(to, 'to', nowMs),
  }
  if (range.fromMs !== undefined && range.toMs !== undefined && range.fromMs >= range.toMs) {
    throw new UsageError('--from is not before --to')
  }
  return range
}
