import { parseArgs } from 'node:util'
import { runFirehoseCampaign } from './firehose-campaign.ts'
import { type KillOptions, runKillCampaign } from './kill-campaign.ts'
import type { Verdict } from './ledger.ts'
import { runPathCampaign } from './path-campaign.ts'
import { brokenBy, pathTable } from './path-table.ts'

const help = `pnpm campaign [what] [how many] [seed] [options]

  path       (or nothing) faults of all kinds on the whole path, browsers included; default 48 faults
  gateway    kills of a gateway that ships to Kinesis; default 200
  archive    kills of a gateway that writes the archive itself
  firehose   kills of the local Firehose

  --browsers N   on the path: browsers that come and go; default 2000
  --rate N       on the path: events a second that all of them track, at most about; default 400
  --help         this text

Without a seed there is a new one each time; it is printed. What is done to what, and when, follows from
the seed alone; how far each program has come by then does not.`

/** What is killed, one life after the other. */
const killed: Readonly<Record<string, (options: KillOptions) => Promise<Verdict>>> = {
  gateway: runKillCampaign,
  archive: (options) => runKillCampaign({ ...options, sink: 'archive' }),
  firehose: runFirehoseCampaign,
}

interface Asked {
  readonly subject: string
  readonly times: number
  readonly seed: number
  readonly browsers: number
  readonly rate: number
}

/** A whole number above 0. */
function countOf(text: string, name: string): number {
  if (/^\d{1,10}$/u.test(text) && Number(text) > 0) return Number(text)
  throw new Error(`${name}: "${text}" is not a whole number above 0`)
}

function readWords(words: readonly string[]): Asked | undefined {
  const { values, positionals } = parseArgs({
    args: words.filter((word) => word !== '--'),
    allowPositionals: true,
    options: {
      help: { type: 'boolean', default: false },
      browsers: { type: 'string', default: '2000' },
      rate: { type: 'string', default: '400' },
    },
  })
  if (values.help) return undefined
  const subject = /^\d/u.test(positionals[0] ?? '0') ? 'path' : (positionals.shift() ?? '')
  const names = ['path', ...Object.keys(killed)]
  if (!names.includes(subject)) throw new Error(`no "${subject}"; there is ${names.join(', ')}`)
  const [times = subject === 'path' ? '48' : '200', seed, more] = positionals
  if (more !== undefined) throw new Error(`unexpected word "${more}"`)
  return {
    subject,
    times: countOf(times, 'how many'),
    seed: seed === undefined ? Math.floor(Math.random() * 2 ** 31) + 1 : countOf(seed, 'seed'),
    browsers: countOf(values.browsers, '--browsers'),
    rate: countOf(values.rate, '--rate'),
  }
}

const say = (line: string): void =>
  void (process.stdout.isTTY && process.stdout.write(`\r\x1b[K${line}`))

/** What broke the promise. */
async function runPath({ times: faults, seed, browsers, rate }: Asked): Promise<string[]> {
  let struck = 0
  const outcome = await runPathCampaign({
    faults,
    seed,
    browsers,
    eventsPerSecond: rate,
    onPhase: say,
    onFault: ({ kind }) => say(`${++struck} of ${faults}: ${kind}`),
  })
  say('')
  for (const line of pathTable(outcome)) console.log(line)
  return brokenBy(outcome)
}

async function runKills({ subject, times: kills, seed }: Asked): Promise<string[]> {
  const run = killed[subject] ?? runKillCampaign
  const verdict = await run({ kills, seed, onKill: (kill) => say(`${kill} of ${kills}`) })
  say('')
  const broken: string[] = []
  for (const [name, value] of Object.entries(verdict) as [string, number | readonly string[]][]) {
    const count = typeof value === 'number' ? value : value.length
    if (typeof value !== 'number') broken.push(...value)
    console.log(`${name.padEnd(14)} ${count.toLocaleString('en').padStart(10)}`)
  }
  return broken
}

async function campaign(asked: Asked): Promise<void> {
  const { subject, times, seed, browsers, rate } = asked
  const options = subject === 'path' ? ` --browsers ${browsers} --rate ${rate}` : ''
  console.log(
    `campaign: ${subject}, ${times} ${subject === 'path' ? 'faults' : 'kills'}, seed ${seed}`,
  )
  const start = performance.now()
  const broken = await (subject === 'path' ? runPath : runKills)(asked).catch((error: unknown) => [
    error instanceof Error ? error.message : String(error),
  ])
  console.log(`in ${((performance.now() - start) / 1000).toFixed(0)} s`)
  if (broken.length === 0) return
  console.error(
    `the promise is broken; again with: pnpm campaign ${subject} ${times} ${seed}${options}`,
  )
  for (const line of broken.slice(0, 20)) console.error(line)
  process.exitCode = 1
}

// Programs, folders and file systems of a campaign go with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

try {
  const asked = readWords(process.argv.slice(2))
  if (asked === undefined) console.log(help)
  else await campaign(asked)
} catch (error) {
  // What parseArgs says goes on with advice for other programs.
  const why = error instanceof Error ? error.message.split('. ')[0] : String(error)
  console.error(`campaign: ${why}`)
  process.exitCode = 2
}
