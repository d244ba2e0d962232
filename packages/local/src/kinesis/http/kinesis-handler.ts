import { guessStream } from '../api/stream-ref.ts'
import { operations } from '../api/operations.ts'
import { text, type Params } from '../api/params.ts'
import { arnOf, type EngineContext } from '../engine/context.ts'
import { KinesisError } from '../engine/kinesis-error.ts'
import { decodeIterator } from '../engine/shard-iterator.ts'
import { shardId } from '../engine/shard.ts'
import type { FaultMoment } from '../faults/fault.ts'
import type { FaultPlan, Faults } from '../faults/faults.ts'
import { answerError, answerJson } from './answer.ts'
import { ClientGone, type Exchange } from '../../http/exchange.ts'
import { isForeignPage } from '../../http/is-local.ts'
import type { Held } from './held.ts'
import { assertSigned, operationOf, parseParams } from './request.ts'
import type { ServerCounters } from './server-counters.ts'

export interface HandlerContext {
  readonly engine: EngineContext
  readonly faults: Faults
  readonly held: Held
  readonly counters: ServerCounters
  /** Waits so many milliseconds, for a latency fault. */
  readonly delay: (ms: number) => Promise<void>
}

/** Thrown when the connection was cut, or kept open with no answer, because a fault said so. */
class NoAnswer extends Error {}

/** Base64 is a third longer than what it carries; the rest is room for names and keys. */
const bodyLimit = (requestBytes: number): number =>
  Math.min(requestBytes, 64 * 1024 * 1024) * (4 / 3) + 2 * 1024 * 1024

function targetOf(operation: string, params: Params) {
  const stream = guessStream(params)
  const iterator = operation === 'GetRecords' ? text(params, 'ShardIterator') : undefined
  const shard =
    iterator !== undefined && stream !== undefined
      ? shardId(decodeIterator(iterator).shard)
      : text(params, 'ShardId')
  return { operation, stream, shard }
}

/** What strikes at the given moment, in this order: cut, hang, error. */
function strike(
  context: HandlerContext,
  exchange: Exchange,
  { plan, when }: { plan: FaultPlan | undefined; when: FaultMoment },
): void {
  if (plan === undefined) return
  if (plan.reset === when) {
    exchange.cut()
    throw new NoAnswer()
  }
  if (plan.hang?.when === when) {
    context.held.hold(plan.hang.id, exchange)
    throw new NoAnswer()
  }
  if (plan.error?.when === when) throw new KinesisError(plan.error.code, plan.error.message)
}

function assertCredentials(
  { engine }: HandlerContext,
  plan: FaultPlan | undefined,
  { operation, stream }: { operation: string; stream: string | undefined },
): void {
  const code = plan?.credentials
  if (code === undefined) return
  throw new KinesisError(
    code,
    code === 'UnrecognizedClientException'
      ? 'The security token included in the request is invalid.'
      : `User: arn:aws:iam::${engine.account}:user/weir is not authorized to perform: kinesis:${operation} on resource: ${arnOf(engine, stream ?? '*')} because no identity-based policy allows the kinesis:${operation} action`,
  )
}

async function carryOut(context: HandlerContext, exchange: Exchange): Promise<object | undefined> {
  const body = await exchange.body(bodyLimit(context.engine.limits.requestBytes))
  // A name of its own may lead a page to this port (DNS rebinding): any signature is good enough here.
  if (exchange.method !== 'POST' || isForeignPage(exchange)) {
    throw new KinesisError(
      'AccessDeniedException',
      'Unable to determine service/operation name to be authorized',
    )
  }
  const operation = operationOf(exchange, (name) => operations.has(name))
  const params = parseParams(body)
  assertSigned(exchange)
  const target = targetOf(operation, params)
  context.counters.request(operation, target.stream)
  const plan = context.faults.plan(target)
  if (plan?.outage) {
    exchange.cut()
    throw new NoAnswer()
  }
  if (plan !== undefined && plan.latencyMs > 0) await context.delay(plan.latencyMs)
  assertCredentials(context, plan, target)
  strike(context, exchange, { plan, when: 'before' })
  const answer = operations.get(operation)?.(context.engine, { params, veto: plan?.veto })
  await context.engine.journal.durable()
  strike(context, exchange, { plan, when: 'after' })
  return answer
}

/** Answers one call of the Kinesis API. */
export async function handleKinesis(context: HandlerContext, exchange: Exchange): Promise<void> {
  try {
    answerJson(exchange, 200, await carryOut(context, exchange))
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof ClientGone) return
    // Anything but a refusal is a bug of ours; the test that reads `unexpected` sees it.
    const known = error instanceof KinesisError
    const answer = known ? error : new KinesisError('InternalFailure', 'Internal service failure.')
    if (!known) context.counters.unexpected(error)
    context.counters.error(answer.code)
    answerError(exchange, answer)
  }
}
