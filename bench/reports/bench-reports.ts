import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { reportNames } from '@weir/archive/reading'
import type { BenchSettings } from '../report/bench.ts'
import { compare } from '../report/compare.ts'
import type { Aim, BenchResult, Measure } from '../report/result.ts'
import { buildPackages } from '../support/build-packages.ts'
import { createScratchFolder } from '../support/scratch-folder.ts'
import { turned } from '../support/turned.ts'
import { makeArchive } from './make-archive.ts'
import { type Run, runHere, runProgram } from './run-program.ts'

const million = 1_000_000
const memory = process.env['BENCH_MEMORY'] ?? '2GB'
const lean = process.env['BENCH_RECORDS'] !== 'whole'

/** Of a million events, on two cores; more of them have to do with the memory. */
const compactionAim: Aim = { of: 'median', atMost: 10 }
const reportAim: Aim = { of: 'median', atMost: 1 }
const memoryAim: Aim = { of: 'median', atMost: 4096 }

const archiveProgram = 'packages/archive/dist/main.js'
const steps = 'page_view:/products*,add_to_cart,page_view:/thanks'

/** By default a million; `BENCH_EVENTS=1000000,10000000` is both, and takes most of an hour. */
function sizesOf(isQuick: boolean): number[] {
  const asked = process.env['BENCH_EVENTS'] ?? String(isQuick ? 20_000 : million)
  return asked.split(',').map(Number)
}

/** Compaction and every report, each beside what DuckDB takes for the least of it. */
export async function benchReports({ isQuick, say }: BenchSettings): Promise<BenchResult> {
  // As it is published: run from source, it would begin 60 ms later.
  buildPackages(['schema', 'archive'])
  const measures: Measure[] = []
  for (const events of sizesOf(isQuick)) {
    const scratch = createScratchFolder()
    try {
      measures.push(...(await measureSize({ folder: scratch.path, events, isQuick, say })))
    } finally {
      scratch.remove()
    }
  }
  return {
    measures,
    notes: [
      `Each is a whole program, from its start to its end, with DuckDB's memory limit at ${memory}.`,
      'The events are made up, 15 to a visit, over a week; 1 % of them came twice.',
    ],
  }
}

interface Size {
  readonly folder: string
  readonly events: number
  readonly isQuick: boolean
  readonly say: BenchSettings['say']
}

async function measureSize({ folder, events, isQuick, say }: Size): Promise<Measure[]> {
  const rounds = Number(process.env['BENCH_ROUNDS'] ?? (isQuick || events > million ? 1 : 5))
  say(`making ${events.toLocaleString('en')} events`)
  const made = await makeArchive(folder, { events, lean })
  const size = `${events.toLocaleString('en')} events of ${made.bytesPerEvent.toFixed(0)} bytes`
  const turns = (floor: Subject, subjects: readonly Subject[]) =>
    takeTurns(
      [floor, ...subjects],
      (round) => say(`${size}: round ${round + 1} of ${rounds}`),
      rounds,
    )
  const isTimed = events <= million
  const compaction = await turns(copyFloor(folder), [compactionOf(folder)])
  const reports = await turns(
    countFloor(folder),
    reportNames.map((name) => reportOf(folder, name)),
  )
  return [
    ...measuresOf(`compaction of ${size}`, compaction, isTimed ? compactionAim : undefined),
    ...measuresOf(`reports over ${size}`, reports, isTimed ? reportAim : undefined),
  ]
}

interface Subject {
  readonly name: string
  readonly run: () => Promise<Run>
}

const compactionOf = (folder: string): Subject => ({
  name: 'weir-archive compact',
  async run() {
    await rm(join(folder, 'parquet'), { recursive: true, force: true })
    return runProgram(archiveProgram, ['compact', '--archive', folder, '--memory', memory])
  },
})

const reportOf = (folder: string, name: string): Subject => ({
  name,
  run: () => {
    const words = ['report', name, '--archive', folder, '--memory', memory, '--json']
    return runProgram(archiveProgram, name === 'funnel' ? [...words, '--steps', steps] : words)
  },
})

const floor = (name: string, sql: string): Subject => ({
  name,
  run: () => runHere('floor.ts', [sql, memory]),
})

const countFloor = (folder: string): Subject =>
  floor('select count(*)', `SELECT count(*) FROM read_parquet('${folder}/parquet/**/*.parquet')`)

/** Reads all lines, guesses their types and writes them as they come: no order, no look at anything. */
const copyFloor = (folder: string): Subject =>
  floor(
    'a plain COPY',
    `COPY (
    SELECT * FROM read_json('${folder}/events/**/*.json.gz', format = 'newline_delimited',
      hive_partitioning = false, union_by_name = true, maximum_depth = 1)
  ) TO '${folder}/floor.parquet' (FORMAT parquet, COMPRESSION zstd)`,
  )

type Runs = Readonly<Record<string, readonly Run[]>>

/** Turn by turn, the order turning with every round, so that a slow minute is slow for all. */
async function takeTurns(
  subjects: readonly Subject[],
  onRound: (round: number) => void,
  rounds: number,
): Promise<Runs> {
  const runs: Record<string, Run[]> = {}
  for (let round = 0; round < rounds; round++) {
    onRound(round)
    for (const { name, run } of turned(subjects, round)) (runs[name] ??= []).push(await run())
  }
  return runs
}

function measuresOf(group: string, runs: Runs, timeAim: Aim | undefined): Measure[] {
  const [floorName = '', ...names] = Object.keys(runs)
  const of = (value: (run: Run) => number) =>
    Object.fromEntries(Object.entries(runs).map(([name, each]) => [name, each.map(value)]))
  const aims = (aim: Aim | undefined) =>
    aim === undefined ? {} : Object.fromEntries(names.map((name) => [name, aim]))
  return [
    compare({
      group,
      name: 'time',
      unit: 's',
      better: 'less',
      isPlotted: names.length > 1,
      samples: of(({ seconds }) => seconds),
      aims: aims(timeAim),
    }),
    compare({
      group,
      name: 'CPU',
      unit: 's',
      better: 'less',
      floor: floorName,
      samples: of(({ cpuSeconds }) => cpuSeconds),
    }),
    compare({
      group,
      name: 'peak memory',
      unit: 'MiB',
      better: 'less',
      samples: of(({ peakMiB }) => peakMiB),
      aims: aims(memoryAim),
    }),
  ]
}
