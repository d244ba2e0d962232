#!/usr/bin/env node
import { KinesisError } from './kinesis/engine/kinesis-error.ts'
import { createKinesisServer } from './kinesis/kinesis-server.ts'
import { DirectoryInUse } from './kinesis/store/lock-directory.ts'
import { help, parseOptions, UsageError } from './options.ts'

/** What a person can do something about, in one line; undefined for a defect. */
function explain(error: unknown): string | undefined {
  const plain = [UsageError, KinesisError, DirectoryInUse]
  if (error instanceof Error && plain.some((kind) => error instanceof kind)) return error.message
  if (!(error instanceof Error) || !('code' in error)) return undefined
  if (error.code === 'EADDRINUSE') return 'the port is taken: stop what listens there, or --port N'
  return error.code === 'EACCES' ? `not allowed: ${error.message}` : undefined
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2))
  if (options === undefined) {
    console.log(help)
    return
  }
  const server = await createKinesisServer(options)
  const { torn, cutBytes } = server.replayed
  if (torn > 0) console.log(`weir-local: cut ${cutBytes} bytes off ${torn} torn file(s)`)
  console.log(`weir-local: Kinesis on ${server.url}, control on ${server.url}/weir/`)
  const stop = (): void => {
    process.off('SIGTERM', stop)
    process.off('SIGINT', stop)
    void server.close()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

try {
  await main()
} catch (error) {
  const line = explain(error)
  console.error(line === undefined ? error : `weir-local: ${line}`)
  process.exitCode = 1
}
