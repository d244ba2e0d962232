import { parseArgs } from 'node:util'

/** A command line that makes no sense, in words for who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export interface BenchWords {
  /** Those asked for, or all. */
  readonly names: readonly string[]
  readonly isQuick: boolean
  readonly isAllEngines: boolean
  readonly isWriting: boolean
  /** Measures nothing. */
  readonly isPage: boolean
  readonly isHelp: boolean
}

/** `known` are the benchmarks that there are. */
export function readWords(words: readonly string[], known: readonly string[]): BenchWords {
  const { values, positionals } = parse(words)
  const unknown = positionals.find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new UsageError(`there is no "${unknown}"; there is ${known.join(', ')}`)
  const { quick: isQuick = false, write: isWriting = false } = values
  if (isQuick && isWriting)
    throw new UsageError('--quick only shows that it works: its numbers are not written down')
  const names = positionals.length > 0 ? positionals : known
  const { page: isPage = false, help: isHelp = false, 'all-engines': isAllEngines = false } = values
  return { names, isQuick, isAllEngines, isWriting, isPage, isHelp }
}

function parse(words: readonly string[]) {
  const flag = { type: 'boolean' } as const
  try {
    // pnpm hands the separator on.
    const args = words.filter((word) => word !== '--')
    const options = { quick: flag, write: flag, page: flag, help: flag, 'all-engines': flag }
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] ?? '', { cause: error })
  }
}
