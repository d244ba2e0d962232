import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBResult,
  StatementType,
} from '@duckdb/node-api'
import { type Cell, toCell } from './cell.ts'

export interface DbOptions {
  /** Where DuckDB may put what does not fit into memory. */
  readonly scratch: string
  /** As DuckDB writes sizes. Default: 2GB. */
  readonly memory?: string | undefined
  /** Default: one for each core. */
  readonly threads?: number | undefined
}

export interface ResultColumn {
  readonly name: string
  /** As DuckDB calls it. */
  readonly type: string
}

/** An answer that comes piece by piece. */
export interface Rows {
  readonly columns: readonly ResultColumn[]
  readonly chunks: AsyncIterable<readonly (readonly Cell[])[]>
}

/** One connection to a DuckDB in memory. */
export interface Db {
  readonly run: (sql: string) => Promise<void>
  readonly all: <Row>(sql: string) => Promise<Row[]>
  /** The one row of an answer that has one. */
  readonly one: <Row>(sql: string) => Promise<Row>
  readonly rows: (sql: string) => Promise<Rows>
  /** What keeps a text from being one statement that only reads; undefined when nothing does. */
  readonly objectionTo: (sql: string) => Promise<string | undefined>
  /** Another connection to the same tables. */
  readonly connect: () => Promise<Db>
  /** Ends what runs on this connection, with an error there. */
  readonly interrupt: () => void
  readonly close: () => void
}

/** Text as SQL. */
export const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A name as SQL. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A list of texts as SQL. */
export const quoteAll = (texts: readonly string[]): string => `[${texts.map(quote).join(', ')}]`

/** Milliseconds since the epoch as SQL. */
export const timeLiteral = (timeMs: number): string =>
  `TIMESTAMP ${quote(new Date(timeMs).toISOString().slice(0, -1).replace('T', ' '))}`

export async function createDb(options: DbOptions): Promise<Db> {
  const instance = await DuckDBInstance.create(':memory:', {
    temp_directory: options.scratch,
    memory_limit: options.memory ?? '2GB',
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    // It would ask the internet for whatever a query names.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const db = connected(instance, await instance.connect(), () => instance.closeSync())
  // Days are days of UTC, wherever this runs.
  await db.run("SET GLOBAL TimeZone = 'UTC'")
  // A report reads the same files several times; a file that has changed since is read anew.
  await db.run('SET GLOBAL parquet_metadata_cache = true')
  return db
}

function connected(instance: DuckDBInstance, connection: DuckDBConnection, last: () => void): Db {
  const all = async <Row>(sql: string): Promise<Row[]> => {
    const { columns, chunks } = rowsOf(await connection.stream(sql))
    const names = columns.map(({ name }) => name)
    const found: Row[] = []
    for await (const rows of chunks) {
      for (const row of rows) {
        found.push(Object.fromEntries(names.map((name, at) => [name, row[at]])) as Row)
      }
    }
    return found
  }
  // DuckDB forgets an interruption that comes before the query has begun.
  let again: NodeJS.Timeout | undefined
  return {
    async run(sql) {
      await connection.run(sql)
    },
    all,
    async one<Row>(sql: string) {
      const [row] = await all<Row>(sql)
      if (row === undefined) throw new Error(`no answer to ${sql}`)
      return row
    },
    rows: async (sql) => rowsOf(await connection.stream(sql)),
    objectionTo: (sql) => objectionTo(connection, sql),
    connect: async () => connected(instance, await instance.connect(), () => {}),
    interrupt() {
      connection.interrupt()
      again ??= setInterval(() => connection.interrupt(), 50).unref()
    },
    close() {
      clearInterval(again)
      connection.closeSync()
      last()
    },
  }
}

function rowsOf(result: DuckDBResult): Rows {
  const types = result.columnTypes()
  const names = result.deduplicatedColumnNames()
  async function* chunks(): AsyncGenerator<Cell[][]> {
    for await (const chunk of result) {
      // Not chunk.convertRows: what it says of a type leaves out that a text is JSON.
      yield chunk.getRows().map((row) => row.map((value, at) => toCell(value, types[at])))
    }
  }
  return {
    columns: types.map((type, at) => ({ name: names[at] ?? '', type: type.alias ?? String(type) })),
    chunks: chunks(),
  }
}

/** The library puts words of its own before those of DuckDB. */
function asDuckDbSays(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error)
  throw new Error(message.replace(/^Failed to extract statements: /u, ''), { cause: error })
}

async function objectionTo(connection: DuckDBConnection, sql: string): Promise<string | undefined> {
  const statements = await connection.extractStatements(sql).catch(asDuckDbSays)
  if (statements.count !== 1) return `${statements.count} statements: one at a time`
  const { statementType } = await statements.prepare(0)
  if (statementType === StatementType.SELECT) return undefined
  // EXPLAIN ANALYZE runs what it explains, a COPY as well.
  if (statementType === StatementType.EXPLAIN && !/\banalyze\b/iu.test(sql)) return undefined
  return 'not a query: this only reads'
}
