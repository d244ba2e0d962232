import { type Expired, expireArchive } from '../../expire/expire-archive.ts'
import { nodeChanges } from '../../housekeeping/prepare-changes.ts'
import { parseDuration } from '../parse-time.ts'
import { parseWords, refuseMore, textOf } from '../parse-words.ts'
import { createProgress } from '../progress.ts'
import { type Command, type Context, UsageError } from '../terminal.ts'

const help = `weir-archive expire --older-than D [--yes]

Removes whole hours of events, rejected events and Parquet that ended so long ago, with whatever else
lies in their folders. Says what would go unless --yes is there. An hour goes in one step; it can be
stopped and run again at any time.

  --older-than D    as 400d or 52w
  --yes             removes; without it nothing is changed
  --archive DIR     the archive; default: WEIR_ARCHIVE, or ./data/archive
`

const options = {
  archive: { type: 'string' },
  'older-than': { type: 'string' },
  yes: { type: 'boolean' },
} as const

async function run(words: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = parseWords(words, options)
  refuseMore(positionals, 0)
  const age = textOf(values, 'older-than')
  if (age === undefined) throw new UsageError('--older-than: how old, as 400d')
  const { terminal, signal, now } = context
  const progress = createProgress(terminal, 'removing', now)
  const dryRun = values['yes'] !== true
  const expired = await expireArchive({
    location: textOf(values, 'archive') ?? context.archive,
    olderThanMs: parseDuration(age, 'older-than'),
    nowMs: now(),
    dryRun,
    changes: nodeChanges,
    signal,
    onProgress: progress.update,
  }).finally(progress.end)
  const lines = expired.map((each) => describe(each, dryRun))
  if (lines.length === 0) lines.push('nothing is so old')
  else if (dryRun) lines.push('nothing was removed; --yes removes it')
  await terminal.write(`${lines.join('\n')}\n`)
  return 0
}

const hourOf = (timeMs: number): string =>
  `${new Date(timeMs).toISOString().slice(0, 13).replace('T', ' ')} h`

function describe({ folder, hours, files, bytes, oldestMs, newestMs }: Expired, dryRun: boolean) {
  const verb = dryRun ? 'would remove' : 'removed'
  const size = `${files.toLocaleString('en')} files of ${(bytes / 1024 / 1024).toFixed(1)} MiB`
  return `${verb} ${hours.toLocaleString('en')} hours of ${folder}, ${hourOf(oldestMs)} to ${hourOf(newestMs)} (UTC): ${size}`
}

export const expireCommand: Command = {
  help,
  run,
}
