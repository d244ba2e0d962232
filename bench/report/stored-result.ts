import { describeMachine, loadNow, type Machine } from './machine.ts'
import type { BenchResult } from './result.ts'

/** A result with where and when it was measured, as it is kept in `bench/results`. */
export interface StoredResult {
  readonly bench: string
  /** The day, in UTC. */
  readonly date: string
  readonly machine: Machine
  /** Of the minute before it began. */
  readonly loadBefore: number
  readonly result: BenchResult
}

/** Call it before the benchmark runs: it is the load of others that counts. */
export function beginResult(bench: string): (result: BenchResult) => StoredResult {
  const begun = {
    bench,
    date: new Date().toISOString().slice(0, 10),
    machine: describeMachine(),
    loadBefore: loadNow(),
  }
  return (result) => ({ ...begun, result })
}
