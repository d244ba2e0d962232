import { setTimeout as delay } from 'node:timers/promises'
import { createControl, type KinesisControl } from './control.ts'
import { createEngine, type EngineOptions } from './engine/engine.ts'
import type { NewStream } from './engine/streams.ts'
import { createFaults } from './faults/faults.ts'
import { controlPrefix, handleControl } from './http/control-handler.ts'
import { createHeld } from './http/held.ts'
import { handleKinesis } from './http/kinesis-handler.ts'
import { listen } from './http/listener.ts'
import { createServerCounters } from './http/server-counters.ts'

export interface KinesisServerOptions extends Omit<EngineOptions, 'journal'> {
  /** Default: 0, any free port. */
  readonly port?: number | undefined
  /** Made at the start; one that a data directory brought back is left as it is. */
  readonly streams?: readonly NewStream[] | undefined
  /** Waits for a latency fault. Default: a timer. */
  readonly delay?: ((ms: number) => Promise<void>) | undefined
}

export interface KinesisServer {
  /** For the `endpoint` of the AWS SDK. */
  readonly url: string
  readonly port: number
  readonly control: KinesisControl
  readonly close: () => Promise<void>
}

/** Starts a Kinesis endpoint on 127.0.0.1. */
export async function createKinesisServer(
  options: KinesisServerOptions = {},
): Promise<KinesisServer> {
  const engine = createEngine(options)
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
  const listener = await listen(options.port ?? 0, (exchange) =>
    exchange.url.pathname.startsWith(controlPrefix)
      ? handleControl(control, exchange)
      : handleKinesis(context, exchange),
  )
  return {
    url: `http://127.0.0.1:${listener.port}`,
    port: listener.port,
    control,
    async close() {
      await listener.close()
      await engine.journal.close()
    },
  }
}
