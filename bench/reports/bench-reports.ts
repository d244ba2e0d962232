import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { reportNames } from '@weir/archive/reading'
import { makeArchive } from './make-archive.ts'
import { type Run, runProgram } from './run-program.ts'

/** How many events, how often, and with how much memory: ten million take half an hour and 3 GB. */
const events = Number(process.env['BENCH_EVENTS'] ?? 1_000_000)
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)
const memory = process.env['BENCH_MEMORY'] ?? '2GB'
const lean = process.env['BENCH_RECORDS'] !== 'whole'

/** For a million events. */
const mostSeconds = { compaction: 10, report: 1 }

const archiveProgram = 'packages/archive/src/main.ts'
const steps = 'page_view:/products*,add_to_cart,page_view:/thanks'

interface Subject {
  readonly name: string
  readonly run: () => Promise<Run>
}

/** Compaction and every report, each beside what DuckDB takes for the least of it. */
export async function benchReports(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-bench-reports-'))
  try {
    const made = await makeArchive(folder, { events, lean })
    const many = made.events.toLocaleString('en')
    const size = `${many} events of ${made.bytesPerEvent.toFixed(0)} bytes`
    console.log(
      `\n${size}, DuckDB with ${memory}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
    )
    const compaction = await measure(compactionOf(folder), copyFloor(folder))
    const isFast = [print(compaction, 'a plain copy', mostSeconds.compaction)]
    for (const name of reportNames) {
      const report = await measure(reportOf(folder, name), countFloor(folder))
      isFast.push(print(report, 'select count(*)', mostSeconds.report))
    }
    return isFast.every(Boolean)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const compactionOf = (folder: string): Subject => ({
  name: 'compact',
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

const floor = (sql: string): Subject => ({
  name: 'floor',
  run: () => runProgram('bench/reports/floor.ts', [sql, memory]),
})

const countFloor = (folder: string): Subject =>
  floor(`SELECT count(*) FROM read_parquet('${folder}/parquet/**/*.parquet')`)

/** Reads all lines, guesses their types and writes them as they come: no order, no look at anything. */
const copyFloor = (folder: string): Subject =>
  floor(`COPY (
    SELECT * FROM read_json('${folder}/events/**/*.json.gz', format = 'newline_delimited',
      hive_partitioning = false, union_by_name = true, maximum_depth = 1)
  ) TO '${folder}/floor.parquet' (FORMAT parquet, COMPRESSION zstd)`)

interface Measured {
  readonly name: string
  readonly runs: readonly Run[]
  readonly floors: readonly Run[]
}

/** Turn by turn, so that a slow minute is slow for both. */
async function measure(subject: Subject, beside: Subject): Promise<Measured> {
  const runs: Run[] = []
  const floors: Run[] = []
  for (let round = 0; round < rounds; round++) {
    runs.push(await subject.run())
    floors.push(await beside.run())
  }
  return { name: subject.name, runs, floors }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN

function print({ name, runs, floors }: Measured, beside: string, mostFor: number): boolean {
  const seconds = runs.map((run) => run.seconds)
  const ratios = runs.map((run, round) => run.cpuSeconds / (floors[round]?.cpuSeconds ?? 0))
  const least = Math.min(...seconds)
  const cells = [
    name.padEnd(13),
    `${median(seconds).toFixed(2).padStart(6)} s (${least.toFixed(2)} to ${Math.max(...seconds).toFixed(2)})`,
    `CPU ${median(runs.map((run) => run.cpuSeconds)).toFixed(2)} s`,
    `peak ${Math.max(...runs.map((run) => run.peakMiB)).toFixed(0)} MiB`,
    `${median(ratios).toFixed(1)} times the CPU of ${beside}`,
  ]
  console.log(cells.join('  '))
  // The best of the rounds: what other programs do on the machine is not ours.
  return least <= (mostFor * events) / 1e6
}
