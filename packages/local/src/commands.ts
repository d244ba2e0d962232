import type { ArchivePrefix } from '@weir/archive'
import type { FirehoseStatus, StoredSums } from './firehose/status.ts'
import { firehoseHelp } from './firehose-help.ts'
import { kinesisHelp, parseKinesisOptions } from './kinesis-options.ts'
import { createKinesisServer } from './kinesis/kinesis-server.ts'
import { UsageError } from './usage.ts'

/** Tells a person something, in one line. */
export type Say = (line: string) => void

export interface Command {
  readonly help: string
  /** Resolves when it is ready; `stop` when everything has ended in peace. */
  readonly start: (
    words: readonly string[],
    say: Say,
  ) => Promise<{
    readonly stop: () => Promise<void>
    /** Resolves when it cannot go on, with one line that says why. */
    readonly broken?: Promise<string>
  }>
}

/** What came into the archive since the start. */
function describeStored(stored: FirehoseStatus['stored']): string {
  const all = Object.values(stored)
  const sum = (of: (sums: StoredSums) => number) => all.reduce((total, each) => total + of(each), 0)
  const lines = (prefix: ArchivePrefix) => (stored[prefix]?.lines ?? 0).toLocaleString('en')
  const files = sum((sums) => sums.files)
  const kib = Math.ceil(sum((sums) => sums.storedBytes) / 1024)
  return `stored ${lines('events')} events and ${lines('rejected')} rejected in ${files} file(s), ${kib} KiB`
}

const kinesis: Command = {
  help: kinesisHelp,
  async start(words, say) {
    const { promise: broken, resolve } = Promise.withResolvers<string>()
    const server = await createKinesisServer({
      ...parseKinesisOptions(words),
      onBroken: (error) => resolve(`the streams cannot be kept any more: ${String(error)}`),
    })
    const { torn, cutBytes } = server.replayed
    if (torn > 0) say(`cut ${cutBytes} bytes off ${torn} torn file(s)`)
    say(`Kinesis on ${server.url}, control on ${server.url}/weir/`)
    return { stop: server.close, broken }
  },
}

const firehose: Command = {
  help: firehoseHelp,
  async start(words, say) {
    // The Kinesis endpoint starts without the archive and the AWS SDK.
    const { parseFirehoseOptions } = await import('./firehose-options.ts')
    const { startFirehoseServer } = await import('./firehose/firehose-server.ts')
    const options = parseFirehoseOptions(words)
    const server = await startFirehoseServer({ ...options, say })
    const streams = options.streams.map(({ name }) => name).join(' and ')
    say(`Firehose from ${streams} to ${options.archive}, status on ${server.url}/weir/status`)
    return {
      async stop() {
        const inTime = await server.drain()
        say(describeStored(server.status().stored))
        if (inTime) say('drained')
        else say('time is up; what is not in the archive is read again at the next start')
      },
    }
  },
}

const commands: Readonly<Record<string, Command>> = { kinesis, firehose }

export const overview: string = Object.values(commands)
  .map(({ help }) => help)
  .join('\n')

export function findCommand(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) throw new UsageError(`there is no command "${name}"`)
  return command
}
