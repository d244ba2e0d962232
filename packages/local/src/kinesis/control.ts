import { streamNow, type EngineContext } from './engine/context.ts'
import { arrivalDigits, sequenceNumber } from './engine/sequence-number.ts'
import { statusOf, type StreamCounters, type StreamStatus } from './engine/stream.ts'
import { addStream, settleAll, type NewStream } from './engine/streams.ts'
import type { ActiveFault, Fault } from './faults/fault.ts'
import type { Faults } from './faults/faults.ts'
import type { Held } from './http/held.ts'
import type { ServerCounters, ServerCounts } from './http/server-counters.ts'

/** A record as it is read back past the API. */
export interface ReadBack {
  readonly shardId: string
  readonly sequenceNumber: string
  readonly partitionKey: string
  readonly arrivalMs: number
  readonly data: Buffer
}

export interface StreamStats extends StreamCounters {
  readonly status: StreamStatus
  readonly openShards: number
  readonly keptBytes: number
}

export interface Stats extends ServerCounts {
  /** Calls that a hang fault keeps waiting now. */
  readonly held: number
  readonly streams: Record<string, StreamStats>
}

/** What a test does to the endpoint and reads from it, in this process or over `/weir/`. */
export interface KinesisControl {
  /** Sets a fault and answers its id. */
  readonly addFault: (fault: Fault) => string
  /** Ends one fault, or all; answers how many ended. */
  readonly clearFaults: (id?: string) => number
  readonly faults: () => readonly ActiveFault[]
  readonly createStream: (spec: NewStream) => void
  readonly stats: () => Stats
  /** Every record still kept, in the order of arrival over all shards, with no limit and no fault. */
  readonly records: (stream: string) => ReadBack[]
}

function readBack(engine: EngineContext, name: string): ReadBack[] {
  const stream = streamNow(engine, name)
  const kept = [...stream.shards.values()].flatMap((shard) =>
    shard.log.all().map((record) => ({ shard, record })),
  )
  return kept
    .sort((a, b) => a.record.ordinal - b.record.ordinal)
    .map(({ shard, record }) => ({
      shardId: shard.id,
      sequenceNumber: sequenceNumber(shard.prefix, record.index, arrivalDigits(record.arrivalMs)),
      partitionKey: record.partitionKey,
      arrivalMs: record.arrivalMs,
      data: record.data,
    }))
}

export interface ControlContext {
  readonly engine: EngineContext
  readonly faults: Faults
  readonly held: Held
  readonly counters: ServerCounters
}

export function createControl(context: ControlContext): KinesisControl {
  const { engine, faults, held, counters } = context
  return {
    addFault: faults.add,
    clearFaults(id) {
      held.release(id)
      return faults.clear(id).length
    },
    faults: faults.list,
    createStream: (spec) => addStream(engine, spec),
    stats: () => ({
      ...counters.read(),
      held: held.count(),
      streams: Object.fromEntries(
        settleAll(engine).map((stream) => [
          stream.state.name,
          {
            ...stream.counters,
            status: statusOf(stream),
            openShards: stream.open.length,
            keptBytes: stream.bytes,
          },
        ]),
      ),
    }),
    records: (stream) => readBack(engine, stream),
  }
}
