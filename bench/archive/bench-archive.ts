import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { makeLines } from './make-lines.ts'

const run = promisify(execFile)
const rounds = 7
const count = 100_000

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
export async function benchArchive(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-bench-archive-'))
  try {
    const input = join(folder, 'lines.ndjson')
    const lines = makeLines(count, 1)
    await writeFile(input, lines)
    console.log(`\n${count.toLocaleString('en')} records, ${megabytes(lines.length)} MB`)
    const samples = contenders.map((): Sample[] => [])
    for (let round = 0; round < rounds; round++) {
      for (let turn = 0; turn < contenders.length; turn++) {
        const which = (turn + round) % contenders.length
        const sample = await contenders[which]?.measure(input, folder)
        await rm(join(folder, 'archive'), { recursive: true, force: true })
        if (sample !== undefined) samples[which]?.push(sample)
      }
    }
    return report(lines.length, samples)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0)

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Whether each of ours costs at most 1.2 times the CPU of the plain program at its level. */
function report(bytes: number, samples: readonly Sample[][]): boolean {
  const of = (which: number, key: keyof Sample) =>
    median((samples[which] ?? []).map((sample) => sample[key]))
  let isGood = true
  for (const [which, { name, against }] of contenders.entries()) {
    // Round by round, so that a slow round is slow for both.
    const ratios = (samples[which] ?? []).map(
      (sample, round) => sample.cpuSeconds / (samples[against]?.[round]?.cpuSeconds ?? 0),
    )
    const cpu = median(ratios)
    if (cpu > 1.2) isGood = false
    const cells = [
      name.padEnd(24),
      `${(bytes / 1e6 / of(which, 'seconds')).toFixed(0).padStart(4)} MB/s`,
      `ratio ${(bytes / of(which, 'storedBytes')).toFixed(1).padStart(5)}`,
      `${((of(which, 'cpuSeconds') / bytes) * 1e9).toFixed(1).padStart(5)} s CPU/GB`,
      `${cpu.toFixed(2)} of the CPU of ${contenders[against]?.name}`,
      `(${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
    ]
    console.log(cells.join('  '))
  }
  return isGood
}
