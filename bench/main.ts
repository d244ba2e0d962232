import { constants } from 'node:os'
import { benches } from './benches.ts'
import { readWords, UsageError } from './read-words.ts'
import { describeMachine, isBusy, loadNow, machineText } from './report/machine.ts'
import { renderText } from './report/render-text.ts'
import { isGood } from './report/result.ts'
import { writeResults } from './report/results-folder.ts'
import { beginResult, type StoredResult } from './report/stored-result.ts'

const known = Object.entries(benches).map(([name, { about }]) => ({ name, about }))
const help = `pnpm bench [options] [name ...]

Measurements side by side. Without a name, all of them, which takes most of an hour.

${known.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`).join('\n')}

  --write   writes the results to bench/results, and bench/RESULTS.md with its pictures
  --page    writes bench/RESULTS.md and its pictures anew from the results that are kept
  --quick   fewer and shorter runs, to see that it works
  --all-engines  Firefox and WebKit too, where browsers are compared
  --help    this text

Exits with 1 when an aim is missed or something goes wrong.
`

// Programs and folders of a benchmark go with it.
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => process.exit(128 + constants.signals[signal]))
}

try {
  const words = readWords(
    process.argv.slice(2),
    known.map(({ name }) => name),
  )
  if (words.isHelp) process.stdout.write(help)
  else if (words.isPage) await writeResults(import.meta.dirname, known, [])
  else await runAll(words)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(`bench: ${error.message}; bench --help`)
  process.exitCode = 2
}

/** Not among the results, which may go to a file. */
function say(line: string): void {
  console.error(`   ${line}`)
}

/** Runs one benchmark after the other, prints what each gave, and keeps it if that was asked for. */
async function runAll({
  names,
  isQuick,
  isAllEngines,
  isWriting,
}: ReturnType<typeof readWords>): Promise<void> {
  console.log(machineText(describeMachine()))
  for (const name of names) {
    const load = loadNow()
    const isShared = isBusy(load, describeMachine())
    console.log(`\n── ${name}, load average ${load}${isShared ? ': busy, so coarse' : ''}`)
    const end = beginResult(name)
    const run = await benches[name]?.load()
    const result = (await run?.({ isQuick, isAllEngines, say })) ?? false
    if (typeof result !== 'boolean') console.log(renderText(result))
    if (typeof result === 'boolean' ? !result : !isGood(result)) process.exitCode = 1
    if (isWriting) await keep(typeof result === 'boolean' ? [] : [end(result)])
  }
}

async function keep(results: readonly StoredResult[]): Promise<void> {
  if (results.length === 0) return console.log('it prints for itself, and is not written down')
  // After each one, so that an hour's work is not lost with the last.
  await writeResults(import.meta.dirname, known, results)
  console.log('written to bench/RESULTS.md')
}
