import { setTimeout as delay } from 'node:timers/promises'
import { startCrowd } from './browsers/crowd.ts'
import { createSender } from './browsers/send-envelope.ts'
import { checkCounts } from './oracle/check-counts.ts'
import { createPathLedger, type PathLedger, type PathVerdict } from './oracle/path-ledger.ts'
import { readViewIds } from './oracle/read-view.ts'
import { createRecoveryWatch, type Recovery, type RecoveryWatch } from './oracle/recovery.ts'
import { type PathPipeline, startPipeline } from './path-pipeline.ts'
import { readArchive } from './read-archive.ts'
import { createScratchFolder } from './scratch-folder.ts'
import { untilArchived } from './stream-end.ts'

export interface PathOptions {
  readonly seed: number
  /** Browsers that come and go. */
  readonly browsers: number
  /** What all of them together track, at most about. */
  readonly eventsPerSecond: number
  /** What is done now, from the start to the end. */
  readonly onPhase?: (phase: string) => void
}

/** What somebody who strikes can reach. */
export interface Scene {
  readonly pipeline: PathPipeline
  readonly ledger: PathLedger
  readonly watch: RecoveryWatch
}

export interface PathOutcome {
  readonly verdict: PathVerdict
  readonly recoveries: readonly Recovery[]
  /** How often each answer was given. */
  readonly answers: ReadonlyMap<string, number>
}

/** A minute of backing off in the SDK takes twelve seconds. */
const speed = 5
/** More than ever wait for an answer at once, or those that do would keep others from being sent. */
const connections = 1024
/** The SDK gives up after 30 s of its own time. */
const timeoutMs = 6000
const lookEveryMs = 200
/** The longest pause of the SDK, five times over. */
const homeMs = 60_000

/**
 * The whole path, from browsers to the archive. `strike` does to it what it wants while browsers come
 * and go, and resolves when it has all been made good. Then everybody delivers what they still have,
 * everything ends in peace, and what is in the archive is judged.
 */
export async function runPath(
  options: PathOptions,
  strike: (scene: Scene) => Promise<unknown>,
): Promise<PathOutcome> {
  const { onPhase = () => undefined } = options
  const folder = createScratchFolder()
  onPhase('starting')
  const pipeline = await startPipeline(folder.path)
  const ledger = createPathLedger()
  const sender = createSender({ url: pipeline.balancer.url, connections, timeoutMs })
  try {
    const watch = watchArchive(pipeline, ledger)
    const crowd = startCrowd({ ...options, sender, ledger, speed })
    onPhase('under fire')
    await strike({ pipeline, ledger, watch })
    onPhase('browsers deliver what they kept')
    await crowd.stop()
    await crowd.comeHome(homeMs)
    onPhase('draining')
    const counts = await Promise.all(pipeline.gateways.map(({ lines }) => checkCounts(lines)))
    await drain(pipeline)
    await watch.stop()
    onPhase('judging')
    const verdict = await judge(pipeline, ledger)
    return {
      verdict: { ...verdict, miscounted: [...verdict.miscounted, ...counts.flat()] },
      recoveries: watch.recoveries,
      answers: ledger.answers,
    }
  } finally {
    sender.close()
    await pipeline.close()
    folder.remove()
  }
}

function watchArchive(
  { archive }: PathPipeline,
  { acknowledgedIds }: PathLedger,
): RecoveryWatch & { stop: () => Promise<void> } {
  const startedAt = performance.now()
  const nowMs = () => performance.now() - startedAt
  const watch = createRecoveryWatch({ archive, acknowledgedIds, nowMs })
  const stopping = new AbortController()
  const { signal } = stopping
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await watch.look()
      await delay(lookEveryMs, undefined, { signal }).catch(() => undefined)
    }
    await watch.look()
  }
  const running = run()
  return {
    ...watch,
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Everything ends in peace, from the front to the back, and leaves nothing behind. */
async function drain({ gateways, firehose, kinesisUrl, state }: PathPipeline): Promise<void> {
  await Promise.all(
    gateways.map(async (gateway) => {
      const { code, lines } = await gateway.end('SIGTERM')
      const isDrained = lines.some((line) => line.includes('"msg":"drained"'))
      if (code !== 0 || !isDrained) throw new Error(`no drain: ${lines.join('\n')}`)
    }),
  )
  await untilArchived({ kinesisUrl, state })
  const { code, lines } = await firehose.end('SIGTERM')
  const isDrained = lines.some((line) => line.endsWith('drained'))
  if (code !== 0 || !isDrained) throw new Error(`no drain: ${lines.join('\n')}`)
}

async function judge({ archive }: PathPipeline, ledger: PathLedger): Promise<PathVerdict> {
  const archived = await readArchive(archive)
  return ledger.judge({ archived, viewIds: await readViewIds(archive) })
}
