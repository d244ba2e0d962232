import { parseArgs } from 'node:util'
import { UsageError } from './terminal.ts'

/** What words a command knows. */
export type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>

export type Values = Readonly<Record<string, string | boolean | undefined>>

export interface Words {
  readonly values: Values
  readonly positionals: readonly string[]
}

/** Options that every command that reads has. */
export const readOptions: Options = {
  archive: { type: 'string' },
  memory: { type: 'string' },
  threads: { type: 'string' },
  verbose: { type: 'boolean' },
}

export const readHelp = `  --archive DIR     the archive; default: WEIR_ARCHIVE, or ./data/archive
  --memory SIZE     what DuckDB may take, as 500MB or 4GB; default 2GB
  --threads N       default: one for each core
  --verbose         every file and line that was left out, not only the first twenty`

/** Reads words by a list of options; a repeated option counts once, the last time. */
export function parseWords(words: readonly string[], options: Options): Words {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options,
      strict: true,
      allowPositionals: true,
    })
    return { values, positionals }
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : '')
  }
}

export const textOf = (values: Values, name: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/** A whole number of at least one. */
export function countOf(values: Values, name: string): number | undefined {
  const text = textOf(values, name)
  if (text === undefined) return undefined
  const count = /^\d{1,15}$/u.test(text) ? Number(text) : 0
  if (count > 0) return count
  throw new UsageError(`--${name}: "${text}" is not a whole number above 0`)
}

/** Memory as DuckDB reads it, which would say less clearly what it does not like. */
export function memoryOf(values: Values): string | undefined {
  const text = textOf(values, 'memory')
  if (text === undefined || /^\d+(\.\d+)?\s*([KMGT]i?B)$/iu.test(text)) return text
  throw new UsageError(`--memory: "${text}" is not a size such as 500MB or 4GB`)
}

export function refuseMore(positionals: readonly string[], most: number): void {
  const extra = positionals[most]
  if (extra !== undefined) throw new UsageError(`unexpected word "${extra}"`)
}
