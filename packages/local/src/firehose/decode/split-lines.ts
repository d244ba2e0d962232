import { isUtf8 } from 'node:buffer'
import type { BadData } from './bad-data.ts'

/** What one piece of newline-delimited JSON holds. */
export interface SplitLines {
  /** The lines that can be read, each with its newline. */
  readonly good: Buffer
  readonly count: number
  readonly bad: readonly BadData[]
  /** Whether `good` is all there was, to the byte. */
  readonly isWhole: boolean
}

const newline = 10
const isBlank = (line: string): boolean => line.trim() === ''

/** Why a line is no record; undefined when it is one. */
function faultOf(line: string): string | undefined {
  try {
    const value: unknown = JSON.parse(line)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? undefined : 'a line of JSON that is no object'
  } catch {
    return 'a line that is no JSON'
  }
}

/** Lines of text that is good to its end are not copied. */
function splitText(data: Buffer): SplitLines | undefined {
  if (data.length > 0 && data.at(-1) !== newline) return undefined
  const lines = data.toString().split('\n').slice(0, -1)
  if (lines.some((line) => isBlank(line) || faultOf(line) !== undefined)) return undefined
  return { good: data, count: lines.length, bad: [], isWhole: true }
}

/**
 * Splits what is newline-delimited JSON, or should be. Firehose would copy it as it is; one line that
 * is none would then stand between readers and all others of its file. A last line without its
 * newline gets one, or it would run into the next record.
 */
export function splitLines(bytes: Uint8Array): SplitLines {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return (isUtf8(data) ? splitText(data) : undefined) ?? splitSlowly(data)
}

function splitSlowly(data: Buffer): SplitLines {
  const good: Uint8Array[] = []
  const bad: BadData[] = []
  const end = Buffer.from('\n')
  for (let start = 0; start < data.length;) {
    const found = data.indexOf(newline, start)
    const stop = found === -1 ? data.length : found
    const line = data.subarray(start, stop)
    start = stop + 1
    if (isBlank(line.toString())) continue
    const message = isUtf8(line) ? faultOf(line.toString()) : 'a line that is no UTF-8'
    if (message === undefined) good.push(line, end)
    else bad.push({ code: 'Weir.NotJson', message, data: line })
  }
  return { good: Buffer.concat(good), count: good.length / 2, bad, isWhole: false }
}
