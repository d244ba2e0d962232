import { DuckDBInstance } from '@duckdb/node-api'

/** What DuckDB itself takes for one statement, from the start of a process to its end. */
const [sql = '', memory = ''] = process.argv.slice(-2)
const instance = await DuckDBInstance.create(':memory:', { memory_limit: memory })
const connection = await instance.connect()
await connection.run(sql)
connection.closeSync()
instance.closeSync()
