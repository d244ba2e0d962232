#!/usr/bin/env node
import { type Command, findCommand, overview } from './commands.ts'
import { KinesisError } from './kinesis/engine/kinesis-error.ts'
import { DirectoryInUse } from './lock-directory.ts'
import { UsageError } from './usage.ts'

/** What a person can do something about, in one line; undefined for a defect. */
function explain(error: unknown): string | undefined {
  const plain = [UsageError, KinesisError, DirectoryInUse]
  if (error instanceof Error && plain.some((kind) => error instanceof kind)) return error.message
  if (!(error instanceof Error) || !('code' in error)) return undefined
  if (error.code === 'EADDRINUSE') return 'the port is taken: stop what listens there, or --port N'
  if (error.code === 'EACCES') return `not allowed: ${error.message}`
  // What the system refuses says which file or address it is about.
  return 'syscall' in error ? error.message : undefined
}

const say = (line: string): void => console.log(`weir-local: ${line}`)

async function run(command: Command, words: readonly string[]): Promise<void> {
  const running = command.start(words, say)
  const stop = (): void => {
    process.off('SIGTERM', stop)
    process.off('SIGINT', stop)
    void running.then(
      // What did not end in time must not hold the process.
      (started) => started.stop().then(() => process.exit()),
      () => undefined,
    )
  }
  // Before it says that it is ready: whoever reads that may end it at once.
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  const { broken } = await running
  // Half alive, it would refuse every call until somebody looks.
  void broken?.then((line) => {
    console.error(`weir-local: ${line}`)
    process.exit(1)
  })
}

try {
  const [name, ...words] = process.argv.slice(2)
  const command = name === undefined || name === '--help' ? undefined : findCommand(name)
  if (command === undefined) console.log(overview)
  else if (words.includes('--help')) console.log(command.help)
  else await run(command, words)
} catch (error) {
  const line = explain(error)
  console.error(line === undefined ? error : `weir-local: ${line}`)
  process.exitCode = 1
}
