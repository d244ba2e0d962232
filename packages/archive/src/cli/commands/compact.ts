import { compactArchive, type Compacted } from '../../compact/compact-archive.ts'
import { nodeChanges } from '../../housekeeping/prepare-changes.ts'
import { parseDuration, parseRange } from '../parse-time.ts'
import {
  countOf,
  memoryOf,
  parseWords,
  readHelp,
  readOptions,
  refuseMore,
  textOf,
} from '../parse-words.ts'
import { createProgress } from '../progress.ts'
import type { Command, Context } from '../terminal.ts'
import { sayNotices } from '../say-notices.ts'

const help = `weir-archive compact [options]

Turns each closed hour of events into one Parquet file (zstd), deduplicated and sorted, below parquet/.
Queries and reports then read that, which is some twenty times faster. An hour that gets late files is
compacted again. Running it twice changes nothing; it can be killed at any time.

  --from, --to        hours that arrived in it: a day, a time in UTC, or how long ago; default: all
  --grace D           how long after its end an hour is closed; default 30m
  --delete-originals  removes each file of lines once all of it is in Parquet; default: they stay
  --dry-run           says what there is to do, and does nothing
${readHelp}
`

const options = {
  ...readOptions,
  from: { type: 'string' },
  to: { type: 'string' },
  grace: { type: 'string' },
  'delete-originals': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
} as const

async function run(words: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = parseWords(words, options)
  refuseMore(positionals, 0)
  const { terminal, signal, now } = context
  const progress = createProgress(terminal, 'compacting', now)
  const dryRun = values['dry-run'] === true
  const done = await compactArchive({
    location: textOf(values, 'archive') ?? context.archive,
    range: parseRange(values, now()),
    nowMs: now(),
    graceMs: parseDuration(textOf(values, 'grace') ?? '30m', 'grace'),
    deleteOriginals: values['delete-originals'] === true,
    dryRun,
    memory: memoryOf(values),
    threads: countOf(values, 'threads'),
    signal,
    changes: nodeChanges,
    onHour(startMs, events) {
      if (values['verbose'] === true) {
        terminal.say(`compacted ${new Date(startMs).toISOString().slice(0, 13)}: ${events} events`)
      }
    },
    onProgress: progress.update,
  }).finally(progress.end)
  sayNotices({ values, context }, done.notices)
  await terminal.write(`${summary(done, dryRun).join('\n')}\n`)
  return 0
}

const number = (count: number): string => count.toLocaleString('en')
const mib = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`

function summary(done: Compacted, dryRun: boolean): string[] {
  const files = `${number(done.files)} files of ${mib(done.bytes)}`
  const rest = `${number(done.before)} were compacted before, ${number(done.open)} are not closed yet`
  if (dryRun) return [`would compact ${number(done.hours)} hours from ${files}; ${rest}`]
  const peak = mib(process.resourceUsage().maxRSS * 1024)
  return [
    `compacted ${number(done.hours)} hours from ${files}; ${rest}`,
    `${number(done.events)} events in them, ${number(done.duplicates)} duplicates removed; peak memory ${peak}`,
    ...(done.deleted > 0 ? [`removed ${number(done.deleted)} files of lines`] : []),
  ]
}

export const compactCommand: Command = {
  help,
  run,
}
