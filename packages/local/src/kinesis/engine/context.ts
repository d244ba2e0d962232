import { KinesisError } from './kinesis-error.ts'
import { settle, statusOf, type Stream, type StreamContext } from './stream.ts'

/** What the operations share: the streams there are, and what bounds them. */
export interface EngineContext extends StreamContext {
  readonly streams: Map<string, Stream>
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  /** How long a stream stays CREATING, UPDATING or DELETING. */
  readonly transitionMs: number
  readonly account: string
  readonly region: string
}

export const arnOf = (context: EngineContext, stream: string): string =>
  `arn:aws:kinesis:${context.region}:${context.account}:stream/${stream}`

const notFound = (context: EngineContext, name: string): KinesisError =>
  new KinesisError(
    'ResourceNotFoundException',
    `Stream ${name} under account ${context.account} not found.`,
  )

/** The stream as it stands now, what is due applied and what is expired gone. */
export function streamNow(context: EngineContext, name: string): Stream {
  const stream = context.streams.get(name)
  if (stream === undefined) throw notFound(context, name)
  settle(stream, context, context.clock())
  // What was due may have been the deletion.
  if (!context.streams.has(name)) throw notFound(context, name)
  return stream
}

/** A stream that takes and gives records: one that is being made or removed does not exist yet, or no more. */
export function usableStream(context: EngineContext, name: string): Stream {
  const stream = streamNow(context, name)
  const status = statusOf(stream)
  if (status === 'CREATING' || status === 'DELETING') throw notFound(context, name)
  return stream
}

/** A stream that may be changed: AWS does one change at a time. */
export function idleStream(context: EngineContext, name: string): Stream {
  const stream = streamNow(context, name)
  const status = statusOf(stream)
  if (status !== 'ACTIVE') {
    throw new KinesisError(
      'ResourceInUseException',
      `Stream ${name} under account ${context.account} not ACTIVE, instead in state ${status}`,
    )
  }
  return stream
}

/** Starts a change that takes `transitionMs`; with 0 it is done at once. */
export function transition(
  stream: Stream,
  context: EngineContext,
  change: { status: 'CREATING' | 'UPDATING' | 'DELETING'; apply: () => void },
): void {
  const nowMs = context.clock()
  Object.assign(stream, { transition: { ...change, dueMs: nowMs + context.transitionMs } })
  settle(stream, context, nowMs)
}
