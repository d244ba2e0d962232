import { forgetVisitor, type Forgotten } from '../../forget/forget-visitor.ts'
import type { Searched } from '../../forget/search-archive.ts'
import { nodeChanges } from '../../housekeeping/prepare-changes.ts'
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
import { type Command, type Context, UsageError } from '../terminal.ts'
import { sayNotices } from '../say-notices.ts'

const help = `weir-archive forget --user-id ID | --anonymous-id ID [--yes]

Removes a visitor: rewrites exactly the files that hold them, lines and Parquet and rejected events
alike, then searches everything again and prints the proof. Says what holds them unless --yes is there.

From a user_id it follows to the browsers that only this user_id was seen with, and from both to what
carried no id in their visits. docs/archive.md says what that means, and what is not reached: the spool,
the stream, copies in S3.

  --user-id ID       by an id of yours
  --anonymous-id ID  by a browser, or the gateway's cookie (network_id)
  --exactly          follows nothing: only events that carry the id itself
  --yes              rewrites; without it nothing is changed
${readHelp}
`

const options = {
  ...readOptions,
  'user-id': { type: 'string' },
  'anonymous-id': { type: 'string' },
  exactly: { type: 'boolean' },
  yes: { type: 'boolean' },
} as const

async function run(words: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = parseWords(words, options)
  refuseMore(positionals, 0)
  const [user, anonymous] = [textOf(values, 'user-id'), textOf(values, 'anonymous-id')]
  const ids = [user, anonymous].filter((id) => id !== undefined)
  if (ids.length === 0) throw new UsageError('who: --user-id or --anonymous-id')
  if (ids.includes('')) throw new UsageError('an empty id is nobody')
  const { terminal, signal, now } = context
  const progress = createProgress(terminal, 'searching', now)
  const done = await forgetVisitor({
    location: textOf(values, 'archive') ?? context.archive,
    asked: {
      userIds: user === undefined ? [] : [user],
      anonymousIds: anonymous === undefined ? [] : [anonymous],
      exactly: values['exactly'] === true,
    },
    dryRun: values['yes'] !== true,
    memory: memoryOf(values),
    threads: countOf(values, 'threads'),
    changes: nodeChanges,
    signal,
    onProgress: progress.update,
  }).finally(progress.end)
  sayNotices({ values, context }, done.notices)
  await terminal.write(`${describe(done).join('\n')}\n`)
  return isProven(done) ? 0 : 1
}

const isProven = ({ left }: Forgotten): boolean =>
  left === undefined || (holders(left).length === 0 && left.unsearched.length === 0)

const holders = ({ lines, parquet }: Searched) => [...lines, ...parquet]
const number = (count: number): string => count.toLocaleString('en')

function describe(done: Forgotten): string[] {
  const { found, left, visitor, sharedDevices } = done
  const held = holders(found)
  const verb = left === undefined ? 'holds' : 'held'
  return [
    `the visitor: ${number(visitor.userIds.size)} user_id, ${number(visitor.deviceIds.size)} browsers, ${number(visitor.sessions.size)} visits`,
    ...sharedDevices.map(
      (id) => `not followed to browser ${id}: others use it too; what carries the user_id goes`,
    ),
    ...held.map(({ path, theirs }) => `${path} ${verb} ${number(theirs)} of theirs`),
    ...(held.length === 0 ? ['no file holds them'] : []),
    ...(left === undefined ? dryRun(held.length) : proof(left)),
    ...(left ?? found).unsearched.map(({ path, why }) => `not searched: ${path} (${why})`),
  ]
}

const dryRun = (files: number): string[] =>
  files === 0 ? [] : ['nothing was changed; --yes rewrites these files']

function proof(left: Searched): string[] {
  const rows = left.parquet.reduce((sum, { theirs }) => sum + theirs, 0)
  const lines = left.lines.reduce((sum, { theirs }) => sum + theirs, 0)
  return [
    `proof: ${number(rows)} of ${number(left.rows)} rows in ${number(left.parquetFiles)} Parquet files, ${number(lines)} of ${number(left.lineCount)} lines in ${number(left.lineFiles)} files of lines`,
    `asked: ${left.query}`,
    ...(left.unsearched.length > 0 ? ['not proven for what could not be searched:'] : []),
  ]
}

export const forgetCommand: Command = {
  help,
  run,
}
