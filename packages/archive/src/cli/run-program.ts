import { explainFailure } from '../stores/explain-failure.ts'
import { LocationError } from '../stores/location.ts'
import { ArchiveError } from '../reader/archive-root.ts'
import { commands } from './commands.ts'
import { type Context, OutputClosed, UsageError } from './terminal.ts'

const help = (): string => `weir-archive: queries, reports and housekeeping for an archive of events

${commands.map(({ name, summary }) => `  weir-archive ${name.padEnd(10)}${summary}`).join('\n')}
  weir-archive COMMAND --help

Exit: 0 done; 1 it could not be done, the last line says why; 2 the call itself is wrong;
130 interrupted.
`

/** The whole program but for its surroundings. Answers the exit code; throws only what is a defect. */
export async function runProgram(words: readonly string[], context: Context): Promise<number> {
  const { terminal, signal } = context
  const [name, ...rest] = words
  const entry = commands.find((each) => each.name === name)
  if (entry === undefined) {
    if (name !== undefined && name !== '--help' && name !== '-h') {
      terminal.say(`weir-archive: there is no command "${name}"; weir-archive --help`)
      return 2
    }
    await terminal.write(help())
    return name === undefined ? 2 : 0
  }
  const command = await entry.load()
  if (rest.includes('--help') || rest.includes('-h')) {
    await terminal.write(command.help)
    return 0
  }
  try {
    return await command.run(rest, context)
  } catch (error) {
    if (signal.aborted) {
      if (signal.reason instanceof OutputClosed) return 0
      terminal.say('weir-archive: interrupted')
      return 130
    }
    const line = explain(error)
    if (line === undefined) throw error
    terminal.say(`weir-archive: ${line}`)
    return error instanceof UsageError ? 2 : 1
  }
}

/** What a person can do something about, in one line; undefined for a defect. */
function explain(error: unknown): string | undefined {
  if (error instanceof UsageError || error instanceof ArchiveError) return error.message
  if (error instanceof LocationError) return `--archive or WEIR_ARCHIVE ${error.message}`
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string') return explainFailure(error)
  // DuckDB's own, about a query, memory or the disk; the rest of it is a drawing of where.
  const [first = '', ...more] = error.message.split('\n').filter((line) => line.trim() !== '')
  if (!/^[A-Z][A-Za-z ]+ Error: /u.test(first)) return undefined
  const where = more.find((line) => line.startsWith('LINE '))
  return where === undefined ? first : `${first} (${where})`
}
