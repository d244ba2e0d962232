import type { BenchResult } from './result.ts'

export interface BenchSettings {
  /** Fewer and shorter runs: shows that it works, and nothing more. Default: false. */
  readonly isQuick: boolean
  /** Firefox and WebKit beside Chromium, where it has to do with browsers. Default: false. */
  readonly isAllEngines?: boolean
  /** Tells who waits how far it is. */
  readonly say: (line: string) => void
}

/**
 * Measures and answers what it found; printing and keeping it is not its task. One that prints for
 * itself answers whether all was well, and is not written down.
 */
export type RunBench = (
  settings: BenchSettings,
) => BenchResult | boolean | Promise<BenchResult | boolean>

export interface Bench {
  /** One sentence: what is beside what. */
  readonly about: string
  /** Loaded only when asked for, so that no benchmark waits for what another one needs. */
  readonly load: () => Promise<RunBench>
}
