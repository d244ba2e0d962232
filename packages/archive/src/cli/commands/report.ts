import { writeFile } from 'node:fs/promises'
import { type FunnelOptions, type FunnelStep, parseFunnelStep } from '../../reports/funnel-step.ts'
import { makeReports } from '../../reports/make-reports.ts'
import { type ReportName, reportNames } from '../../reports/report-names.ts'
import { usualLateMs } from '../../reader/plan-hours.ts'
import type { ReportHead } from '../../render/report-head.ts'
import { reportJson } from '../../render/report-json.ts'
import type { Report } from '../../reports/report.ts'
import { parseDuration, parseRange } from '../parse-time.ts'
import { countOf, parseWords, readHelp, readOptions, textOf, type Values } from '../parse-words.ts'
import { type Command, type Context, type Terminal, UsageError } from '../terminal.ts'
import { bucketHelp, bucketOptions } from '../local-archive.ts'
import { withArchive } from '../with-archive.ts'

const help = `weir-archive report [name …] [options]

Prints and draws reports of an archive; without a name, all of them:
  ${reportNames.join(', ')}
docs/archive.md says what each of them counts.

  --from, --to      events that happened in it: a day (2026-11-21; as an end it is included), a time in
                    UTC (2026-11-21T13:00), or how long ago (7d); default: everything
  --late D          how long after --to an event may have arrived; default 7d
  --site ID         one site only; default: all
  --bots            counts bots too
  --steps LIST      of the funnel: events in their order, as page_view:/products/*,add_to_cart,purchase;
                    a path after a colon narrows a step to pages, * stands for anything
  --by WHO          of the funnel: within a visit (default), or all that a visitor did
  --top N           rows of a list; default 20
  --html FILE       writes one page with plots instead, which needs nothing but itself
  --json            the same data as one JSON document
  --strict          no reports when anything had to be left out
${readHelp}
${bucketHelp}
`

const options = {
  ...readOptions,
  ...bucketOptions,
  from: { type: 'string' },
  to: { type: 'string' },
  late: { type: 'string' },
  site: { type: 'string' },
  bots: { type: 'boolean' },
  steps: { type: 'string' },
  by: { type: 'string' },
  top: { type: 'string' },
  html: { type: 'string' },
  json: { type: 'boolean' },
  strict: { type: 'boolean' },
} as const

/** `page_view:/products/*,add_to_cart` as steps. */
export function parseSteps(text: string): FunnelStep[] {
  return text.split(',').map((step) => {
    const parsed = parseFunnelStep(step)
    if (parsed === undefined) {
      throw new UsageError(`--steps: "${step}" is neither an event nor event:/path`)
    }
    return parsed
  })
}

function funnelOf(values: Values): FunnelOptions | undefined {
  const by = textOf(values, 'by') ?? 'visit'
  if (by !== 'visit' && by !== 'visitor') {
    throw new UsageError(`--by: "${by}" is neither visit nor visitor`)
  }
  const steps = textOf(values, 'steps')
  return steps === undefined ? undefined : { steps: parseSteps(steps), by }
}

/** The asked ones, or all that can be made. */
function namesOf(asked: readonly string[], funnel: FunnelOptions | undefined): ReportName[] {
  const names = asked.map((word) => {
    const name = reportNames.find((each) => each === word)
    if (name !== undefined) return name
    throw new UsageError(`there is no report "${word}"; there is ${reportNames.join(', ')}`)
  })
  if (names.includes('funnel') && funnel === undefined) {
    throw new UsageError('a funnel needs --steps, as page_view:/products/*,add_to_cart,purchase')
  }
  if (names.length > 0) return [...new Set(names)]
  return reportNames.filter((name) => name !== 'funnel' || funnel !== undefined)
}

async function run(words: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = parseWords(words, options)
  if (values['json'] === true && values['html'] !== undefined) {
    throw new UsageError('--json or --html')
  }
  const funnel = funnelOf(values)
  const names = namesOf(positionals, funnel)
  const range = parseRange(values, context.now())
  const late = textOf(values, 'late')
  const lateMs = late === undefined ? usualLateMs : parseDuration(late, 'late')
  const site = textOf(values, 'site')
  const bots = values['bots'] === true
  const isComplete = names.includes('completeness')
  const reading = {
    filter: { range, site },
    streams: isComplete ? (['events', 'rejected'] as const) : (['events'] as const),
    lateMs,
    // A page load may have begun long before its last event, and be named long after it.
    earlyMs: isComplete ? lateMs : 0,
  }
  const top = countOf(values, 'top') ?? 20
  return withArchive({ values, context }, reading, async (archive) => {
    const { db, root, sources, notices } = archive
    const made = await makeReports(names, { db, range, bots, top, funnel })
    await archive.ensureUnchanged()
    const head: ReportHead = {
      archive: root,
      madeAtMs: context.now(),
      range,
      lateMs,
      site: site ?? null,
      bots,
      sources,
      notices,
    }
    await show(made, head, { values, terminal: context.terminal })
    return 0
  })
}

interface Output {
  readonly values: Values
  readonly terminal: Terminal
}

async function show(
  made: readonly Report[],
  head: ReportHead,
  { values, terminal }: Output,
): Promise<void> {
  if (values['json'] === true) {
    await terminal.write(reportJson(head, made))
    return
  }
  const file = textOf(values, 'html')
  // What draws takes longer to load than it draws, and JSON is not drawn.
  if (file !== undefined) {
    const { reportPage } = await import('../../render/html/report-page.ts')
    await writeFile(file, reportPage(head, made))
    terminal.say(`wrote ${file}`)
    return
  }
  const { terminalText } = await import('../../render/terminal/terminal-text.ts')
  await terminal.write(terminalText(head, made, terminal))
}

export const reportCommand: Command = {
  help,
  run,
}
