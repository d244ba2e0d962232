import { parseArgs, type ParseArgsConfig } from 'node:util'

/** A command line that makes no sense, in words for who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export function whole(text: string, name: string, max: number = Number.MAX_SAFE_INTEGER): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= 0 && value <= max) return value
  throw new UsageError(`--${name}: "${text}" is not a whole number up to ${max}`)
}

export function choice<T>(text: string, name: string, values: Readonly<Record<string, T>>): T {
  const value = Object.hasOwn(values, text) ? values[text] : undefined
  if (value !== undefined) return value
  throw new UsageError(`--${name}: "${text}" is none of ${Object.keys(values).join(', ')}`)
}

type Options = NonNullable<ParseArgsConfig['options']>

export function parseWords<const Known extends Options>(
  args: readonly string[],
  options: Known,
): ReturnType<typeof parseArgs<{ options: Known }>>['values'] {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
