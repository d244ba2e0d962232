import { setTimeout as delay } from 'node:timers/promises'
import { listen } from '../http/listener.ts'
import { lockDirectory } from '../lock-directory.ts'
import { createControl, type KinesisControl } from './control.ts'
import type { EngineContext } from './engine/context.ts'
import { createEngine, type EngineOptions } from './engine/engine.ts'
import { restoreStream } from './engine/stream.ts'
import type { NewStream } from './engine/streams.ts'
import { createFaults } from './faults/faults.ts'
import { controlPrefix, handleControl } from './http/control-handler.ts'
import { createHeld } from './http/held.ts'
import { handleKinesis } from './http/kinesis-handler.ts'
import { createServerCounters } from './http/server-counters.ts'
import { openFileJournal } from './store/file-journal.ts'
import { replay, type ReplayReport } from './store/replay.ts'

export interface KinesisServerOptions extends Omit<EngineOptions, 'journal'> {
  /** Default: 0, any free port. */
  readonly port?: number | undefined
  /** Made at the start; one that a data directory brought back is left as it is. */
  readonly streams?: readonly NewStream[] | undefined
  /** Keeps the streams in files here, and brings them back. Default: only in memory. */
  readonly data?: string | undefined
  /** Files of a data directory grow so far. Default: 64 MiB. */
  readonly segmentBytes?: number | undefined
  /** The data directory cannot be written any more: every call is refused from here on. */
  readonly onBroken?: ((error: unknown) => void) | undefined
  /** Waits for a latency fault. Default: a timer. */
  readonly delay?: ((ms: number) => Promise<void>) | undefined
}

export interface KinesisServer {
  /** For the `endpoint` of the AWS SDK. */
  readonly url: string
  readonly port: number
  readonly control: KinesisControl
  /** What was found in the data directory. */
  readonly replayed: ReplayReport
  readonly close: () => Promise<void>
}

interface Opened {
  readonly engine: EngineContext
  readonly report: ReplayReport
  readonly unlock: () => Promise<void>
}

async function openEngine(options: KinesisServerOptions): Promise<Opened> {
  if (options.data === undefined) {
    const report = { torn: 0, cutBytes: 0 }
    return { engine: createEngine(options), report, unlock: () => Promise.resolve() }
  }
  const unlock = await lockDirectory(options.data, 'kinesis.lock')
  const { streams, report } = await replay(options.data)
  const segmentBytes = options.segmentBytes ?? 64 * 1024 * 1024
  const { data: root, onBroken } = options
  const journal = await openFileJournal({ root, segmentBytes, replayed: streams, onBroken })
  const engine = createEngine({ ...options, journal })
  for (const { state, placed, nextIndex } of streams) {
    const stream = restoreStream(state, placed, { context: engine, nextIndex })
    engine.streams.set(state.name, stream)
  }
  return { engine, report, unlock }
}

async function start(options: KinesisServerOptions) {
  const { engine, report, unlock } = await openEngine(options)
  const faults = createFaults(engine.clock)
  const context = {
    engine,
    faults,
    held: createHeld(),
    counters: createServerCounters(engine),
    delay: options.delay ?? ((ms) => delay(ms)),
  }
  const control = createControl(context)
  for (const spec of options.streams ?? []) {
    if (!engine.streams.has(spec.name)) control.createStream(spec)
  }
  await engine.journal.durable()
  return { context, control, report, unlock }
}

/** Starts a Kinesis endpoint on 127.0.0.1. */
export async function createKinesisServer(
  options: KinesisServerOptions = {},
): Promise<KinesisServer> {
  // The port comes first: who finds it taken must not have touched the other's files.
  const begin = Promise.withResolvers<void>()
  const started = begin.promise.then(() => start(options))
  started.catch(() => {})
  const listener = await listen(options.port ?? 0, async (exchange) => {
    const { context, control } = await started
    return exchange.url.pathname.startsWith(controlPrefix)
      ? handleControl(control, exchange)
      : handleKinesis(context, exchange)
  })
  begin.resolve()
  try {
    const { context, control, report, unlock } = await started
    return {
      url: `http://127.0.0.1:${listener.port}`,
      port: listener.port,
      control,
      replayed: report,
      async close() {
        await listener.close()
        await context.engine.journal.close()
        await unlock()
      },
    }
  } catch (error) {
    await listener.close()
    throw error
  }
}
