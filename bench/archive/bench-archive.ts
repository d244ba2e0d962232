import { execFile } from 'node:child_process'
import { rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { BenchSettings } from '../report/bench.ts'
import { compare } from '../report/compare.ts'
import type { BenchResult, Measure } from '../report/result.ts'
import { killAtExit } from '../support/end-program.ts'
import { createScratchFolder } from '../support/scratch-folder.ts'
import { makeLines } from './make-lines.ts'

function run(program: string, words: readonly string[]) {
  const running = promisify(execFile)(program, words)
  killAtExit(running.child)
  return running
}

/** CPU, of the plain program's at the same level. */
const aim = { of: 'ratio', atMost: 1.2 } as const

interface Sample {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly storedBytes: number
}

interface Contender {
  readonly name: string
  /** The plain gzip that it is held against, by its place in the list. */
  readonly against: number
  readonly measure: (input: string, folder: string) => Promise<Sample>
}

/** The program that everybody has: one file in, one file out. */
const plain = (level: number, against: number): Contender => ({
  name: `gzip -${level}`,
  against,
  async measure(input, folder) {
    const output = join(folder, 'plain.gz')
    const script = `TIMEFORMAT='%R %U %S'; time gzip -${level} < "$0" > "$1"`
    const { stderr } = await run('bash', ['-c', script, input, output])
    const [seconds = 0, user = 0, system = 0] = stderr.trim().split(' ').map(Number)
    return { seconds, cpuSeconds: user + system, storedBytes: (await stat(output)).size }
  },
})

/** The archive writer in a process of its own: files of 5 MiB, each compressed, synced, renamed. */
const ours = (compression: string, level: number, against: number): Contender => ({
  name: `archive writer, ${compression} ${level}`,
  against,
  async measure(input, folder) {
    const program = resolve(import.meta.dirname, 'write-lines.ts')
    const words = [program, input, join(folder, 'archive'), compression, String(level)]
    const { stdout } = await run(process.execPath, ['--conditions=weir-source', ...words])
    return JSON.parse(stdout) as Sample
  },
})

const contenders: readonly Contender[] = [
  plain(1, 0),
  plain(6, 1),
  ours('gzip', 1, 0),
  ours('gzip', 6, 1),
  ours('zstd', 3, 1),
]

/** The archive writer beside the plain program on the same bytes, turn by turn. */
export async function benchArchive({ isQuick }: BenchSettings): Promise<BenchResult> {
  const [rounds, count] = isQuick ? [1, 10_000] : [7, 100_000]
  const scratch = createScratchFolder()
  const folder = scratch.path
  try {
    const input = join(folder, 'lines.ndjson')
    const lines = makeLines(count, 1)
    await writeFile(input, lines)
    const samples = contenders.map((): Sample[] => [])
    for (let round = 0; round < rounds; round++) {
      for (let turn = 0; turn < contenders.length; turn++) {
        const which = (turn + round) % contenders.length
        const sample = await contenders[which]?.measure(input, folder)
        await rm(join(folder, 'archive'), { recursive: true, force: true })
        if (sample !== undefined) samples[which]?.push(sample)
      }
    }
    const size = `${count.toLocaleString('en')} records, ${Math.round(lines.length / 1e6)} MB`
    return { measures: measuresOf({ bytes: lines.length, size, samples }) }
  } finally {
    scratch.remove()
  }
}

interface Measurement {
  readonly bytes: number
  readonly size: string
  /** Of each contender, run by run. */
  readonly samples: readonly Sample[][]
}

/** A table for each plain program, with ours beside it. */
function measuresOf({ bytes, size, samples }: Measurement): Measure[] {
  const programs = new Set(contenders.map(({ against }) => against))
  return Array.from(programs, (program) => {
    const floor = contenders[program]?.name ?? ''
    const members = contenders.flatMap(({ name, against }, at) =>
      against === program ? [{ name, samples: samples[at] ?? [] }] : [],
    )
    const of = (value: (sample: Sample) => number) =>
      Object.fromEntries(members.map((each) => [each.name, each.samples.map(value)]))
    const group = `${size}, beside ${floor}`
    return [
      compare({
        group,
        floor,
        name: 'CPU for a GB',
        unit: 's',
        better: 'less',
        isPlotted: true,
        samples: of(({ cpuSeconds }) => (cpuSeconds / bytes) * 1e9),
        aims: Object.fromEntries(members.slice(1).map(({ name }) => [name, aim])),
      }),
      compare({
        group,
        name: 'speed',
        unit: 'MB/s',
        better: 'more',
        samples: of(({ seconds }) => bytes / 1e6 / seconds),
      }),
      compare({
        group,
        name: 'compression',
        unit: 'times',
        better: 'more',
        samples: of(({ storedBytes }) => bytes / storedBytes),
      }),
    ]
  }).flat()
}
