import { csvLine } from '../../render/csv.ts'
import { textTable } from '../../render/text-table.ts'
import type { Cell } from '../../reader/cell.ts'
import type { Db, ResultColumn } from '../../reader/db.ts'
import type { ArchiveStream } from '../../layout/partition.ts'
import { parseDuration, parseRange } from '../parse-time.ts'
import {
  parseWords,
  readHelp,
  readOptions,
  refuseMore,
  textOf,
  type Values,
} from '../parse-words.ts'
import { type Command, type Context, type Terminal, UsageError } from '../terminal.ts'
import { bucketHelp, bucketOptions } from '../local-archive.ts'
import { withArchive } from '../with-archive.ts'

const mostRows = 1000

const help = `weir-archive sql "select …" [options]

Asks the archive in DuckDB's SQL, over the views events, sessions, page_views and rejected
(docs/archive.md lists their columns). Nothing in the archive is changed.

  --json            one JSON object per row
  --csv             with a line of names
  --from, --to      events that happened in it: a day (2026-11-21; as an end it is included), a time in
                    UTC (2026-11-21T13:00), or how long ago (7d); hours outside are not read
  --late D          how long after --to an event may have arrived; default 7d
  --site ID         one site only
  --strict          no answer when anything had to be left out
${readHelp}
${bucketHelp}
`

const options = {
  ...readOptions,
  ...bucketOptions,
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
  from: { type: 'string' },
  to: { type: 'string' },
  late: { type: 'string' },
  site: { type: 'string' },
  strict: { type: 'boolean' },
} as const

/** Only what a query names is read: the words of its text say enough. */
export function streamsOf(sql: string): ArchiveStream[] {
  const names = (pattern: RegExp): boolean => pattern.test(sql)
  return [
    ...(names(/\b(events|sessions|page_views)\b/iu) ? (['events'] as const) : []),
    ...(names(/\brejected\b/iu) ? (['rejected'] as const) : []),
  ]
}

async function run(words: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = parseWords(words, options)
  const [sql] = positionals
  if (sql === undefined || sql.trim() === '')
    throw new UsageError('no query; weir-archive sql --help')
  refuseMore(positionals, 1)
  if (values['json'] === true && values['csv'] === true) throw new UsageError('--json or --csv')
  const late = textOf(values, 'late')
  const reading = {
    filter: { range: parseRange(values, context.now()), site: textOf(values, 'site') },
    streams: streamsOf(sql),
    lateMs: late === undefined ? undefined : parseDuration(late, 'late'),
  }
  return withArchive({ values, context }, reading, async ({ db, ensureUnchanged }) => {
    const objection = await db.objectionTo(sql)
    if (objection !== undefined) throw new UsageError(objection)
    await print(db, sql, { values, terminal: context.terminal })
    await ensureUnchanged()
    return 0
  })
}

interface Output {
  readonly values: Values
  readonly terminal: Terminal
}

async function print(db: Db, sql: string, { values, terminal }: Output): Promise<void> {
  const { columns, chunks } = await db.rows(sql)
  const names = columns.map(({ name }) => name)
  if (values['csv'] === true) await terminal.write(csvLine(names))
  const shown: (readonly Cell[])[] = []
  let rows = 0
  for await (const chunk of chunks) {
    rows += chunk.length
    if (values['json'] === true) {
      const objects = chunk.map((row) =>
        Object.fromEntries(names.map((name, at) => [name, row[at]])),
      )
      await terminal.write(objects.map((each) => `${JSON.stringify(each)}\n`).join(''))
    } else if (values['csv'] === true) {
      await terminal.write(chunk.map(csvLine).join(''))
    } else {
      shown.push(...chunk.slice(0, mostRows - shown.length))
    }
  }
  if (values['json'] === true || values['csv'] === true) return
  await terminal.write(`${table(columns, shown, terminal).join('\n')}\n`)
  terminal.say(count(rows, shown.length))
}

const count = (rows: number, shown: number): string => {
  const all = rows === 1 ? '1 row' : `${rows} rows`
  return shown < rows
    ? `${all}, of which the first ${shown} are shown; --json or --csv for all`
    : all
}

const isNumeric = (type: string): boolean => /INT|DOUBLE|FLOAT|DECIMAL/u.test(type)

function table(
  columns: readonly ResultColumn[],
  rows: readonly (readonly Cell[])[],
  { width, isTty }: Terminal,
): string[] {
  const text = (cell: Cell): string => {
    if (cell === null) return '∅'
    return typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
  }
  return textTable(
    columns.map(({ name, type }) => ({ label: name, isNumber: isNumeric(type) })),
    rows.map((row) => row.map(text)),
    // A pipe has no edge: nothing is cut off for it.
    { width: isTty ? width : Number.POSITIVE_INFINITY },
  )
}

export const sqlCommand: Command = {
  help,
  run,
}
