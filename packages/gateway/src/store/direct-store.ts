import { GatewayError } from '../errors.ts'
import { add, type Counts } from '../metrics.ts'
import { joinFrames, readFrame } from '../pipeline/frame.ts'
import type { Sink } from '../sinks/sink.ts'
import type { Store } from './store.ts'

export interface DirectStoreOptions {
  readonly sink: Sink
  readonly counts: Counts
  /** How long an answer may wait for the sink. Default: 10 s, in milliseconds. */
  readonly patienceMs?: number
  /** Bytes that may wait for the sink at once. Default: 64 MiB. */
  readonly maxBytes?: number
}

/**
 * No spool: the answer waits until the sink has confirmed. Also durable, and an outage of the sink
 * is an outage of the gateway: 503, and the clients keep their events.
 */
export function createDirectStore(options: DirectStoreOptions): Store {
  const { sink, counts, patienceMs = 10_000, maxBytes = 64 * 1024 * 1024 } = options
  let waiting = 0
  const deliveries = new Set<Promise<void>>()
  return {
    async append(stream, frame) {
      if (waiting + frame.byteLength > maxBytes) {
        throw new GatewayError('overloaded', 'too much waits for the sink already')
      }
      waiting += frame.byteLength
      const delivery = joinFrames(stream, [readFrame(frame)])
      const sent = sink.deliver(delivery, AbortSignal.timeout(patienceMs))
      const done = sent.finally(() => {
        waiting -= frame.byteLength
        deliveries.delete(done)
      })
      deliveries.add(done)
      try {
        await done
      } catch (error) {
        throw new GatewayError('storage_unavailable', 'the sink did not confirm in time', {
          cause: error,
        })
      }
      add(counts.delivered, stream, delivery.ends.length)
    },
    health() {
      const { state, reason } = sink.health()
      return state === 'ready'
        ? { ok: true }
        : { ok: false, reason: reason ?? `the sink is ${state}` }
    },
    async drained() {
      await Promise.allSettled(deliveries)
    },
    close: () => Promise.resolve(),
  }
}
