import { join } from 'node:path'
import { GatewayError } from '../errors.ts'
import type { Metrics } from '../metrics.ts'
import { createShipper, rejectedFlag, type Shipper } from '../ship/shipper.ts'
import type { Sink } from '../sinks/sink.ts'
import {
  type Adopted,
  adoptOrphans,
  createSpool,
  type Files,
  type OnProblem,
  type Spool,
  type SpoolStats,
  SpoolError,
  type SpoolErrorCode,
} from '../spool/index.ts'
import type { Store } from './store.ts'

export interface SpoolStoreOptions {
  /** Holds one subdirectory for each worker. */
  readonly directory: string
  /** Names the subdirectory. */
  readonly worker: string
  /** Subdirectories of other workers that run, or will be started again. Default: none. */
  readonly siblings?: readonly string[]
  readonly maxBytes: number
  readonly sink: Sink
  readonly metrics: Metrics
  readonly onProblem: OnProblem
  readonly onBug: (error: unknown) => void
  /** Default: the disk. */
  readonly files?: Files
}

/** A dozen of the largest requests at once; what is not shipped beyond that is read from the disk. */
const memoryBytes = 12 * 1024 * 1024
/** The last of it is for those who cannot come back. */
const reserveRatio = 0.05
/** Not ready before anybody is refused: whoever sends elsewhere then loses nothing by it. */
const nearlyFullRatio = 0.9
/** How long a failed write speaks against readiness, in milliseconds. */
const failureLastsMs = 10_000

/** Frames go to the spool of this worker; the answer waits for its group commit, never for the sink. */
export async function createSpoolStore(options: SpoolStoreOptions): Promise<Store> {
  const { directory, worker, siblings = [], maxBytes, metrics, files } = options
  const settings = {
    maxBytes,
    segmentBytes: segmentBytesFor(maxBytes),
    memoryBytes,
    reserveRatio,
    onProblem: countSkipped(options),
    ...(files === undefined ? {} : { files }),
  }
  const spool = await createSpool({ ...settings, directory: join(directory, worker) })
  const orphans = await adoptOrphans({ ...settings, directory, except: [worker, ...siblings] })
  const shipping = shipAll(spool, orphans, options)
  gauges(metrics, [spool, ...orphans.map((orphan) => orphan.spool)])
  const failure = { at: -Infinity, reason: '' }
  return {
    async append(stream, frame, reserved) {
      const start = performance.now()
      try {
        await spool.append(frame, { flags: stream === 'rejected' ? rejectedFlag : 0, reserved })
      } catch (error) {
        noteFailure(failure, error)
        throw asGatewayError(error)
      }
      failure.at = -Infinity
      metrics.appendSeconds.observe((performance.now() - start) / 1000)
    },
    health() {
      if (performance.now() - failure.at < failureLastsMs) {
        return { ok: false, reason: failure.reason }
      }
      const isNearlyFull = spool.stats().bytes > maxBytes * nearlyFullRatio
      return isNearlyFull ? { ok: false, reason: 'the spool is nearly full' } : { ok: true }
    },
    async drained() {
      await shipping.orphansDone
      // One that the sink refused is not.
      for (const orphan of orphans) await orphan.spool.drained()
      await spool.drained()
    },
    async close() {
      await shipping.stop()
      for (const orphan of orphans) await orphan.spool.close()
      await spool.close()
    },
  }
}

/** Only what stands in the way of everybody speaks against readiness. */
function noteFailure(failure: { at: number; reason: string }, error: unknown): void {
  const code = error instanceof SpoolError ? error.code : 'failed'
  const reason = reasons[code]
  if (reason !== undefined) Object.assign(failure, { at: performance.now(), reason })
}

const reasons: Partial<Record<SpoolErrorCode, string>> = {
  full: 'the spool or its disk is full',
  failed: 'the spool cannot be written',
}

/** What is lost is told and counted: never a silent loss. */
const countSkipped =
  ({ metrics, onProblem }: SpoolStoreOptions): OnProblem =>
  (problem) => {
    if (problem.kind === 'records_lost') metrics.counts.skipped += problem.records ?? 1
    onProblem(problem)
  }

/**
 * Eight to a spool, within what one body can need and what a recycled file should be; four to a small
 * one, which then takes smaller bodies (413: split and resend) instead of none.
 */
function segmentBytesFor(maxBytes: number): number {
  const most = 64 * 1024 * 1024
  const least = 8 * 1024 * 1024
  const part = (of: number) => Math.floor(maxBytes / of / 4096) * 4096
  return Math.min(most, Math.max(Math.min(least, part(4)), part(8)))
}

/** What a dead worker left is delivered first: its events are older. */
function shipAll(spool: Spool, orphans: readonly Adopted[], options: SpoolStoreOptions) {
  const { sink, onBug, onProblem, metrics } = options
  const running = new Set<Shipper>()
  let stopping = false
  const start = (from: Spool) => {
    const shipper = createShipper({ spool: from, sink, counts: metrics.counts, onBug })
    running.add(shipper)
    return shipper
  }
  const drainOrphan = async (orphan: Adopted) => {
    const shipper = start(orphan.spool)
    await Promise.race([orphan.spool.drained(), shipper.stopped])
    shipper.stop()
    await shipper.stopped
    running.delete(shipper)
    if (!stopping) await orphan.remove()
  }
  const drainOrphans = async () => {
    for (const orphan of orphans) {
      if (stopping) return
      // One that stays, by a foreign file in it or by a line that no sink takes, holds up nobody behind it.
      await drainOrphan(orphan).catch((error: unknown) =>
        onProblem({ kind: 'orphan_failed', file: orphan.directory, error }),
      )
    }
  }
  const orphansDone = drainOrphans().catch(onBug)
  const ours = orphansDone.then(() => (stopping ? undefined : start(spool)))
  return {
    orphansDone,
    async stop() {
      stopping = true
      for (const shipper of running) shipper.stop()
      await ours
      for (const shipper of running) {
        shipper.stop()
        await shipper.stopped
      }
    },
  }
}

/** Over all that is still to be delivered; an orphan that is removed has nothing left. */
function gauges(metrics: Metrics, spools: readonly Spool[]): void {
  const all = (read: (stats: SpoolStats) => number) => spools.map((spool) => read(spool.stats()))
  metrics.gauge('spool_bytes', () => all(({ bytes }) => bytes).reduce((sum, one) => sum + one, 0))
  metrics.gauge('spool_oldest_seconds', () =>
    Math.max(...all(({ oldestSeconds }) => oldestSeconds)),
  )
}

const refusals: Partial<Record<SpoolErrorCode, (error: SpoolError) => GatewayError>> = {
  full: (cause) => new GatewayError('storage_unavailable', 'the spool is full', { cause }),
  failed: (cause) => new GatewayError('storage_unavailable', 'the disk refused', { cause }),
  busy: (cause) => new GatewayError('overloaded', 'too much waits for the disk', { cause }),
  closed: (cause) => new GatewayError('draining', 'the gateway is shutting down', { cause }),
  too_large: (cause) =>
    new GatewayError('body_too_large', 'the events are too large together', { cause }),
}

const asGatewayError = (error: unknown): unknown =>
  error instanceof SpoolError ? (refusals[error.code]?.(error) ?? error) : error
