import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { engineNames } from '@weir/browsers'
import { fullPace, testPace } from '@weir/e2e/delivery/rig'
import { scenarios as all } from '@weir/e2e/scenarios/scenarios'
import type { BenchSettings } from '../report/bench.ts'
import type { BenchResult } from '../report/result.ts'
import { deliveryTables, faults, type TableOptions, troubles } from './delivery-tables.ts'
import { measureSizes } from './measure-sizes.ts'
import { type Matrix, runMatrix } from './run-matrix.ts'
import { naive } from './subjects/naive.ts'
import { segment } from './subjects/segment.ts'
import type { Subject } from './subjects/subject.ts'
import { subjects as everyone } from './subjects/subjects.ts'
import { weir } from './subjects/weir.ts'

/** Those of the delivery matrix that any SDK can be put through, by their hosts. */
const hosts = {
  all: 'navigate close burst slow unavailable reset come-back too-large limited-seconds offline two-tabs crash',
  quick: 'navigate unavailable',
}

/** Those who try again after a pause that doubles have done so by then. */
const patienceMs = 30_000

/** Some fetch settings or read storage before they take events: a visitor looks at the page first. */
const lookMs = 2000

/** How often everything is run. */
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 1)

/** What the SDKs of others weigh and lose, on the same pages and the same collector. */
export async function benchCompare(settings: BenchSettings): Promise<BenchResult> {
  const { isQuick, isAllEngines = false, say } = settings
  const subjects = isQuick ? [weir, segment, naive] : everyone
  const chosen = (isQuick ? hosts.quick : hosts.all).split(' ')
  const scenarios = all.filter(({ host }) => chosen.includes(host))
  const pace = isQuick ? { ...testPace, patienceMs: 3000 } : { ...fullPace, patienceMs, lookMs }
  say('sizes')
  const sizes = await measureSizes(subjects)
  const tables: TableOptions[] = []
  for (const engine of isAllEngines ? engineNames : (['chromium'] as const)) {
    const lanes = isQuick ? subjects.length : 6
    const options = { engine, subjects, scenarios, pace, lanes, say }
    const matrix = await runMatrix({ ...options, rounds: isQuick ? 1 : rounds })
    tables.push({ matrix, subjects, scenarios, ours: weir })
  }
  const ran = tables.filter(({ matrix }) => matrix.hasRun)
  return {
    measures: [...sizes, ...ran.flatMap(deliveryTables)],
    facts: await Promise.all(subjects.map(fact)),
    notes: [...tables.map(({ matrix }) => engineNote(matrix)), ...notes, ...ran.flatMap(troubles)],
    failures: ran.flatMap(faults),
  }
}

async function fact(subject: Subject): Promise<readonly [string, string]> {
  const [main] = subject.packages
  const version = main === undefined || subject === weir ? '' : ` ${await versionOf(main)}`
  return [`${subject.name}${version}`, `${subject.work}. Set for delivery: ${subject.settings}`]
}

async function versionOf(name: string): Promise<string> {
  const path = join(import.meta.dirname, 'node_modules', name, 'package.json')
  return (JSON.parse(await readFile(path, 'utf8')) as { version: string }).version
}

const engineNote = ({ engine, hasRun }: Matrix): string =>
  hasRun ? `Engine: ${engine}.` : `Not run: ${engine}.`

const notes: readonly string[] = [
  'Bytes: the same module of a page, bundled and minified by Vite with the same settings. Lost: not accepted by the collector after the visitor’s next page and 30 s. Copies: accepted once more.',
  'In brackets is the number of events; nothing happens in the first two seconds of a page, so that every SDK has started. navigate, close: five events, and the visitor goes. burst: 200 of 1 KB, then a navigation. slow: answers take 6 s, and the visitor leaves. 503, reset, offline: for 6 s, and the visitor stays. 503, leave: the visitor leaves in the outage. 413: for bodies above 20 KB, 60 events of 1 KB. 429: for 3 s, with Retry-After. two tabs: one is closed in an outage. killed: the page’s process, in an outage.',
  'Loopback, with 40 ms for each answer: on a real network more is lost.',
]
