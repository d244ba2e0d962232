import { createReplayed, replayArchive, type Replayed } from '../../replay/replay-archive.ts'
import { systemClock } from '../../replay/send-events.ts'
import { parseRange } from '../parse-time.ts'
import { countOf, parseWords, refuseMore, textOf, type Values } from '../parse-words.ts'
import { createProgress } from '../progress.ts'
import { type Command, type Context, UsageError } from '../terminal.ts'
import { sayNotices } from '../say-notices.ts'

const help = `weir-archive replay --rejected|--events --to URL --key KEY [options]

Sends rejected or archived events through a gateway again. An event keeps its event_id, so what is
there already counts once; it keeps its corrected timestamp, its browser and its SDK. It gets a new
received_at, and the address and country of whoever sends it, which is you.

  --rejected        what was rejected, whole, as it was sent then
  --events          what was accepted
  --to URL          the gateway, as https://c.example.com
  --key KEY         the write key of the site
  --from, --to      hours that arrived in it: a day, a time in UTC, or how long ago; default: all
                    (--to may be given twice, once with a URL and once with a time)
  --site ID         events of one site only; needed where the archive has several
  --code CODE       of rejected ones: only what was rejected for this, such as schema
  --rate N          events a second at most; default 500
  --batch N         events in a request at most; default 200
  --resume FILE     keeps in FILE how far it is, and goes on from there the next time
  --dry-run         reads, counts and validates, and sends nothing; needs neither URL nor key
  --archive DIR     the archive; default: WEIR_ARCHIVE, or ./data/archive
  --verbose         every file and line that was left out, not only the first twenty
`

const options = {
  archive: { type: 'string' },
  verbose: { type: 'boolean' },
  rejected: { type: 'boolean' },
  events: { type: 'boolean' },
  key: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  url: { type: 'string' },
  site: { type: 'string' },
  code: { type: 'string' },
  rate: { type: 'string' },
  batch: { type: 'string' },
  resume: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const

/** `--to` with a URL is where to, with a time it is how far. */
export function splitTo(words: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    const value = word === '--to' ? words[at + 1] : /^--to=(.*)$/su.exec(word)?.[1]
    if (value === undefined || !/^https?:/iu.test(value)) return [word]
    return [word.replace('--to', '--url')]
  })
}

function targetOf(values: Values): { url: URL; key: string } {
  const dryRun = values['dry-run'] === true
  const text = textOf(values, 'url') ?? (dryRun ? 'http://nowhere.invalid' : undefined)
  const key = textOf(values, 'key') ?? (dryRun ? '' : undefined)
  if (text === undefined) throw new UsageError('--to: no URL of a gateway')
  if (key === undefined) throw new UsageError('--key: no write key')
  const url = URL.parse(text.endsWith('/') ? text : `${text}/`)
  if (url === null) throw new UsageError(`--to: "${text}" is no URL`)
  return { url, key }
}

async function run(words: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = parseWords(splitTo(words), options)
  refuseMore(positionals, 0)
  if ((values['rejected'] === true) === (values['events'] === true)) {
    throw new UsageError('either --rejected or --events')
  }
  const { terminal, signal, now } = context
  const progress = createProgress(terminal, 'replaying', now)
  const done = createReplayed()
  const asked = {
    ...targetOf(values),
    location: textOf(values, 'archive') ?? context.archive,
    stream: values['rejected'] === true ? 'rejected' : 'events',
    range: parseRange(values, now()),
    site: textOf(values, 'site'),
    code: textOf(values, 'code'),
    rate: countOf(values, 'rate') ?? 500,
    batch: countOf(values, 'batch') ?? 200,
    dryRun: values['dry-run'] === true,
    resume: textOf(values, 'resume'),
    clock: systemClock,
    signal,
    onProgress: progress.update,
    onWait: (ms: number, why: string) => terminal.say(`waiting ${Math.ceil(ms / 1000)} s: ${why}`),
  } as const
  try {
    await replayArchive(asked, done)
  } finally {
    progress.end()
    sayNotices({ values, context }, done.notices)
    await terminal.write(`${summary(done, values).join('\n')}\n`)
  }
  return 0
}

const number = (count: number): string => count.toLocaleString('en')

const counts = (of: ReadonlyMap<string, number>): string =>
  [...of].map(([name, count]) => `${number(count)} ${name}`).join(', ')

function summary(done: Replayed, values: Values): string[] {
  const skipped = done.skipped.size > 0 ? [`skipped: ${counts(done.skipped)}`] : []
  if (values['dry-run'] === true) {
    return [
      `read ${number(done.read)}; nothing was sent`,
      `the schema as it is now takes ${number(done.valid)} of them, tracking plans not asked`,
      `sites: ${done.sites.size > 0 ? counts(done.sites) : 'none'}`,
      ...skipped,
    ]
  }
  const rejected = done.rejected.size > 0 ? `rejected: ${counts(done.rejected)}` : 'none rejected'
  return [
    `read ${number(done.read)}, accepted ${number(done.accepted)}, ${rejected}`,
    ...skipped,
    `${number(done.requests)} requests, ${number(done.retries)} of them again`,
  ]
}

export const replayCommand: Command = {
  help,
  run,
}
