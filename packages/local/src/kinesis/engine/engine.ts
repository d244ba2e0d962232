import type { EngineContext } from './context.ts'
import { noJournal, type Journal } from './journal.ts'
import { awsLimits, type Limits } from './limits.ts'
import type { Retention } from './stream.ts'

export interface EngineOptions {
  /** Milliseconds since the epoch. Default: the system's clock. */
  readonly clock?: (() => number) | undefined
  /** Default: AWS's own. */
  readonly limits?: Partial<Limits> | undefined
  /** Default: 256 MiB of records per stream. */
  readonly retention?: Retention | undefined
  /** How long a stream stays CREATING, UPDATING or DELETING. Default: 0, done at once. */
  readonly transitionMs?: number | undefined
  /** Default: 000000000000. */
  readonly account?: string | undefined
  /** Default: us-east-1. */
  readonly region?: string | undefined
  /** Default: keeps nothing. */
  readonly journal?: Journal | undefined
}

/** An account in a region with no stream in it yet. */
export const createEngine = (options: EngineOptions = {}): EngineContext => ({
  streams: new Map(),
  clock: options.clock ?? Date.now,
  limits: { ...awsLimits, ...options.limits },
  retention: options.retention ?? { bytes: 256 * 1024 * 1024 },
  transitionMs: options.transitionMs ?? 0,
  account: options.account ?? '000000000000',
  region: options.region ?? 'us-east-1',
  journal: options.journal ?? noJournal,
})
