import { parseArgs } from 'node:util'
import { type Price, prices, pricesOf } from './prices.ts'
import { defaultWorkload, type Workload, workloadWords } from './workload.ts'

/** A command line that makes no sense, in words for who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const named = Object.entries(workloadWords) as [keyof typeof workloadWords, Word][]
type Word = (typeof workloadWords)[keyof typeof workloadWords]

export const help: string = `pnpm cost -- [options]

What a month of Weir costs on AWS (${pricesOf}), with each way of packing
events into Kinesis records. docs/aws.md has the formulas and what is left out.

${named.map(([, { option, fallback, about }]) => `  --${option.padEnd(14)} default ${String(fallback).padEnd(7)} ${about}`).join('\n')}
  --parquet                        Firehose writes Parquet
  --markdown                       the table as Markdown
  --prices                         the prices, and where they are from
  --help                           this text
`

export interface CostWords {
  readonly work: Workload
  readonly show: 'text' | 'markdown' | 'prices' | 'help'
}

const flags = ['parquet', 'markdown', 'prices', 'help'] as const
const options: Record<string, { type: 'string' | 'boolean' }> = {}
for (const [, { option }] of named) options[option] = { type: 'string' }
for (const name of flags) options[name] = { type: 'boolean' }

export function readWords(words: readonly string[]): CostWords {
  // pnpm hands the separator on.
  const values = parse(words.filter((word) => word !== '--'))
  const numbers = named.flatMap(([key, { option }]) => {
    const text = values[option]
    return typeof text === 'string' ? [[key, positive(option, text)] as const] : []
  })
  const show = (['help', 'prices', 'markdown'] as const).find((name) => values[name] === true)
  return {
    work: {
      ...defaultWorkload,
      ...(Object.fromEntries(numbers) as Partial<Workload>),
      isParquet: values.parquet === true,
    },
    show: show ?? 'text',
  }
}

function parse(words: string[]): Readonly<Record<string, unknown>> {
  try {
    return parseArgs({ args: words, options, strict: true }).values
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] ?? '', { cause: error })
  }
}

function positive(option: string, text: string): number {
  const value = /^\d+(\.\d+)?$/u.test(text) ? Number(text) : Number.NaN
  if (value > 0 && value <= 1e9) return value
  throw new UsageError(`--${option} must be a number above 0, not "${text}"`)
}

const amount = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: 9 })

/** Each price with its unit and how sure it is. */
export const priceList = (): string =>
  Object.values<Price>(prices)
    .map(([value, from, per]) => `${amount(value).padStart(12)}  ${from.padEnd(6)}  ${per}`)
    .join('\n')
