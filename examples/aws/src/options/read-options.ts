import { contradictions } from './contradictions.ts'
import { type Option, type Options, optionsTable } from './options-table.ts'

/** What is wrong with the options, one line each. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError'
  readonly lines: readonly string[]
  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}

const prefix = 'weir:'
const table = Object.entries(optionsTable) as [keyof Options, Option<unknown>][]

/** Reads the options from the context of the app; every fault is found at once. */
export function readOptions(context: Readonly<Record<string, unknown>>): Options {
  const lines: string[] = []
  const values: Partial<Record<keyof Options, unknown>> = {}
  const given = new Set<keyof Options>()
  for (const [name, { parse, fallback }] of table) {
    const value = asText(context[prefix + name])
    if (value !== '') given.add(name)
    const text = value === '' ? fallback : value
    try {
      values[name] = text === undefined ? undefined : parse(text)
    } catch (error) {
      lines.push(`${prefix}${name} ${(error as Error).message}; it is ${JSON.stringify(value)}`)
    }
  }
  lines.push(...unknownNames(context))
  const options = Object.freeze(values) as unknown as Options
  if (lines.length === 0) lines.push(...contradictions(options, given))
  if (lines.length > 0) throw new OptionsError(lines)
  return options
}

/** Context from a command line is text, from cdk.json whatever JSON can say. */
const asText = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value.trim() : JSON.stringify(value)
}

function unknownNames(context: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(context)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .filter((name) => !Object.hasOwn(optionsTable, name))
    .map((name) => `${prefix}${name} is not an option${closest(name)}`)
}

function closest(name: string): string {
  const bare = name.toLowerCase()
  const near = Object.keys(optionsTable).find((word) => {
    const other = word.toLowerCase()
    return other.includes(bare) || bare.includes(other)
  })
  return near === undefined ? '; docs/aws.md lists them' : `; did you mean ${prefix}${near}?`
}
