import {
  DuckDBArrayType,
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListType,
  DuckDBListValue,
  DuckDBStructType,
  DuckDBStructValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'

/** A value of an answer, ready for JSON. */
export type Cell =
  | null
  | boolean
  | number
  | string
  | readonly Cell[]
  | { readonly [name: string]: Cell }

/**
 * What DuckDB answers, as JSON says it: whole numbers as numbers while they are exact, times as in
 * the stored record.
 */
export function toCell(value: DuckDBValue, type: DuckDBType | undefined): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean' || typeof value === 'string') {
    return type?.alias === 'JSON' && typeof value === 'string' ? parse(value) : value
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : String(value)
  }
  if (value instanceof DuckDBTimestampValue) return time(value)
  if (value instanceof DuckDBDateValue || value instanceof DuckDBBlobValue) return String(value)
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  return nested(value, type)
}

function nested(value: DuckDBValue, type: DuckDBType | undefined): Cell {
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    const inner =
      type instanceof DuckDBListType || type instanceof DuckDBArrayType ? type.valueType : undefined
    return value.items.map((item) => toCell(item, inner))
  }
  if (value instanceof DuckDBStructValue) {
    const types = type instanceof DuckDBStructType ? type.entryTypes : []
    const cells = Object.entries(value.entries).map(([name, entry], at): [string, Cell] => [
      name,
      toCell(entry, types[at]),
    ])
    return Object.fromEntries(cells)
  }
  return String(value)
}

/** To the millisecond, as everything here is; `infinity` is no time of ours and stays a word. */
function time(value: DuckDBTimestampValue): string {
  const timeMs = Number(value.micros / 1000n)
  return Math.abs(timeMs) <= 8.64e15 ? new Date(timeMs).toISOString() : String(value)
}

function parse(text: string): Cell {
  try {
    return JSON.parse(text) as Cell
  } catch {
    return text
  }
}
