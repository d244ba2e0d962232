import type { SpoolEntry } from '../../src/spool/log-reader.ts'
import type { SpoolProblem } from '../../src/spool/problem.ts'
import type { SpoolOptions } from '../../src/spool/spool-options.ts'
import { createSpool, type Spool } from '../../src/spool/spool.ts'
import { SimulatedDisk } from './simulated-disk.ts'

export const directory = '/spool'
export const segmentBytes = 4096

export interface Harness {
  readonly disk: SimulatedDisk
  readonly problems: SpoolProblem[]
  readonly clock: { now(): number; time: number }
  readonly open: (options?: Partial<SpoolOptions>) => Promise<Spool>
}

/** A spool of small segments on a simulated disk, with a clock that stands. */
export function createHarness(defaults: Partial<SpoolOptions> = {}): Harness {
  const disk = new SimulatedDisk()
  const problems: SpoolProblem[] = []
  const clock = { time: Date.UTC(2026, 10, 21), now: (): number => clock.time }
  return {
    disk,
    problems,
    clock,
    open: (options) =>
      createSpool({
        directory,
        maxBytes: 16 * segmentBytes,
        segmentBytes,
        memoryBytes: 1 << 16,
        clock,
        files: disk.files,
        onProblem: (problem) => void problems.push(problem),
        ...defaults,
        ...options,
      }),
  }
}

/** Waits, turn by turn of the event loop, until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; !holds(); turn += 1) {
    if (turn > 10_000) throw new Error('it never comes true')
    await turns(1)
  }
}

/** What was read is good until the next read, so this is a copy of it. */
const kept = (entry: SpoolEntry): SpoolEntry => ({ ...entry, payload: Buffer.from(entry.payload) })

/** Everything there is to read now; nothing if there is nothing. */
export async function readAll(spool: Spool, maxBytes: number = 1 << 20): Promise<SpoolEntry[]> {
  const all: SpoolEntry[] = []
  const stop = new AbortController()
  for (;;) {
    const read = spool.read(maxBytes, stop.signal)
    const idle = turns(20).then(() => undefined)
    const entries = await Promise.race([read, idle])
    if (!entries) {
      stop.abort()
      return read.catch(() => []).then((late) => [...all, ...late.map(kept)])
    }
    all.push(...entries.map(kept))
  }
}

export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((next) => setImmediate(next))
}

export const textOf = (entry: SpoolEntry): string => Buffer.from(entry.payload).toString()
export const text = (value: string): Uint8Array => Buffer.from(value)
