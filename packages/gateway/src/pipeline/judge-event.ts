import { randomUUID } from 'node:crypto'
import { maxEventBytes } from '@weir/schema'
import { validateEvent } from '@weir/schema/validate'
import { GatewayError } from '../errors.ts'
import type { FrameWriter } from './frame.ts'
import type { Facts } from './gather-facts.ts'
import { eventIdOf, rejectedLine, type RejectedEvent } from './rejected-line.ts'
import { stringifyDeep } from './stringify-deep.ts'

export type Why = Omit<RejectedEvent, 'index' | 'event_id'>

/** Why an event is not accepted, or undefined. */
export function judgeEvent(event: unknown, { site, measure, drop }: Facts): Why | undefined {
  if (drop)
    return { code: 'privacy_signal', path: '', message: 'the visitor asked not to be tracked' }
  if (measure && isTooLarge(event)) {
    return {
      code: 'event_too_large',
      path: '',
      message: `must be at most ${maxEventBytes} bytes as JSON`,
    }
  }
  const outcome = validateEvent(event, site.plan)
  return outcome.ok ? undefined : outcome
}

const isTooLarge = (event: unknown): boolean =>
  Buffer.byteLength(stringifyDeep(event) ?? '') > maxEventBytes

/** What may be stored of the event of a visitor who asked for no ids, and may be anything at all. */
function withoutIds(event: unknown): unknown {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return event
  const { anonymous_id: _anonymous, user_id: _user, ...rest } = event as Record<string, unknown>
  return rest
}

/**
 * Keeps a rejected event whole in the rejected stream, but for the ids of a visitor who asked for none
 * to be stored: it may be replayed, and the wish is not in it. One dropped by that wish is not kept.
 */
export function reject(
  why: Why & { index: number },
  event: unknown,
  { refused, facts }: { refused: FrameWriter; facts: Facts },
): RejectedEvent {
  const { index, code, path, message } = why
  const id = eventIdOf(event)
  const rejection = { index, ...(id === undefined ? {} : { event_id: id }), code, path, message }
  if (facts.drop || !facts.keepRejected) return rejection
  const line = rejectedLine(facts.strip ? withoutIds(event) : event, rejection, facts)
  if (line.length > facts.maxLineBytes / 3 && Buffer.byteLength(line) > facts.maxLineBytes) {
    throw new GatewayError(
      'body_too_large',
      `event ${index} is too large to be kept even as rejected`,
    )
  }
  refused.add(line, '', id ?? randomUUID())
  return rejection
}
