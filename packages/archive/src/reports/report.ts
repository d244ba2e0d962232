import type { Db } from '../reader/db.ts'
import type { TimeRange } from '../reader/list-hours.ts'
import type { FunnelOptions } from './funnel-step.ts'

/** What a number is, so that each way of showing it writes it alike. */
export type ValueKind =
  | 'text'
  /** A day, as 2026-11-21. */
  | 'day'
  | 'count'
  /** A part of a whole, from 0 to 1. */
  | 'share'
  /** Milliseconds. */
  | 'duration'
  | 'decimal'

export interface ReportColumn {
  readonly key: string
  readonly label: string
  readonly kind: ValueKind
}

/** Null where there is nothing to say, such as a share of nothing. */
export type ReportValue = string | number | null

/** How a table is drawn; names are keys of its columns. */
export type Chart =
  | { readonly kind: 'bars'; readonly label: string; readonly value: string }
  | { readonly kind: 'lines'; readonly x: string; readonly values: readonly string[] }
  | { readonly kind: 'parts'; readonly label: string; readonly parts: readonly string[] }
  | {
      readonly kind: 'heat'
      readonly x: string
      readonly y: string
      /** A share. */
      readonly value: string
      /** Whether the good end is far from the rest of them, as 99 % is from 95 %. */
      readonly scale: 'plain' | 'near_one'
    }

export interface ReportTable {
  readonly key: string
  readonly title: string
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly (readonly ReportValue[])[]
  readonly chart?: Chart | undefined
  /** How many rows there are beyond those that are here. */
  readonly more?: number | undefined
}

/** One number that says it all. */
export interface Fact {
  readonly key: string
  readonly label: string
  readonly kind: ValueKind
  readonly value: ReportValue
}

export interface Report {
  readonly name: string
  readonly title: string
  /** What counts, in a sentence or two. */
  readonly about: string
  readonly facts: readonly Fact[]
  readonly tables: readonly ReportTable[]
}

/** What reports are made from. */
export interface ReportInput {
  /** With the views of an open archive, and `counted` and `visits` beside them. */
  readonly db: Db
  readonly range: TimeRange
  /** Whether events of bots count. */
  readonly bots: boolean
  /** Rows of a list at most. */
  readonly top: number
  readonly funnel?: FunnelOptions | undefined
}

/** Makes one report. */
export type MakeReport = (input: ReportInput) => Promise<Report>

/** A part of a whole; null where there is no whole. */
export const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : part / whole

/** A column, and where its values come from if not from a field of its name. */
export interface ColumnOf<Row> extends ReportColumn {
  readonly of?: ((row: Row, at: number) => ReportValue) | undefined
}

/** A table of rows. */
export function tableOf<Row extends object>(
  {
    columns,
    ...table
  }: Omit<ReportTable, 'rows' | 'columns'> & { readonly columns: readonly ColumnOf<Row>[] },
  rows: readonly Row[],
): ReportTable {
  const plain = ({ key, label, kind }: ColumnOf<Row>): ReportColumn => ({ key, label, kind })
  const field = (row: Row, key: string): ReportValue =>
    (row as Readonly<Record<string, ReportValue>>)[key] ?? null
  return {
    ...table,
    columns: columns.map(plain),
    rows: rows.map((row, at) =>
      columns.map(({ key, of }) => (of === undefined ? field(row, key) : of(row, at))),
    ),
  }
}

/** The first rows, and how many there are beyond. */
export function cutTo<Row>(rows: readonly Row[], top: number): { rows: Row[]; more: number } {
  return { rows: rows.slice(0, top), more: Math.max(0, rows.length - top) }
}

/** Adds the days between the first and the last that nothing happened on. */
export function everyDay<Row extends { readonly day: string }>(
  rows: readonly Row[],
  nothing: Omit<Row, 'day'>,
): (Row | (Omit<Row, 'day'> & { day: string }))[] {
  const found = new Map(rows.map((row) => [row.day, row]))
  const days = [...found.keys()].sort()
  const [first = '', last = ''] = [days[0], days.at(-1)]
  const filled: (Row | (Omit<Row, 'day'> & { day: string }))[] = []
  for (let ms = Date.parse(first); ms <= Date.parse(last); ms += 86_400_000) {
    const day = new Date(ms).toISOString().slice(0, 10)
    filled.push(found.get(day) ?? { ...nothing, day })
  }
  return filled
}
