import type { RejectedRecord, StoredRecord } from '@weir/schema'
import type { Arrivals } from './arrivals.ts'
import { explainMissing, type Facts, rejectedLines, show } from './explain.ts'
import { findDifferences } from './find-differences.ts'

/**
 * What an event is expected to be: only the fields that are named are looked at, also those within
 * objects. A RegExp is tried on a text; a function decides; `expect.any(String)` and its like work.
 */
export type ExpectedEvent = { readonly [Field in keyof StoredRecord]?: unknown }

export interface ExpectOptions {
  /** How long to wait, in milliseconds. Default: 5000. */
  readonly timeoutMs?: number
}

export interface AbsenceOptions extends ExpectOptions {
  /** Waits until this event is there: whatever came before it on its page is there as well. */
  readonly until?: ExpectedEvent
  /**
   * Where there is no `until`: waits until no event has come for so long, in milliseconds. The SDK
   * gathers events for one second. Default: 1500.
   */
  readonly quietMs?: number
}

/** What a test asks of the events of its pages. */
export interface Expectations {
  /** Waits for an event like this one and gives the first, as it was stored. */
  readonly expectEvent: (expected: ExpectedEvent, options?: ExpectOptions) => Promise<StoredRecord>
  /** Fails when there is one, or when one comes before the wait is over. */
  readonly expectNoEvent: (expected: ExpectedEvent, options?: AbsenceOptions) => Promise<void>
  /** Those that are there, each once, in the order of their arrival. Default: all. */
  readonly events: (expected?: ExpectedEvent) => readonly StoredRecord[]
  /** Events that were not accepted, with the reasons. */
  readonly rejected: () => readonly RejectedRecord[]
  /** Forgets everything that has come. */
  readonly reset: () => void
}

/** Answers what tests expect of what arrives. */
export function createExpectations(arrivals: Arrivals, about: () => Facts): Expectations {
  const events = (expected: ExpectedEvent = {}) =>
    arrivals.events().filter((event) => findDifferences(expected, event).length === 0)

  async function expectEvent(
    expected: ExpectedEvent,
    { timeoutMs = 5000 }: ExpectOptions = {},
  ): Promise<StoredRecord> {
    const fail = createFailure(expectEvent)
    const end = performance.now() + timeoutMs
    return arrivals.watch({
      restMs: () => Math.max(0, end - performance.now()),
      at(isLast) {
        const [event] = events(expected)
        if (event !== undefined) return event
        const refused = arrivals
          .rejected()
          .filter((record) => findDifferences(expected, record.event).length === 0)
        // It will not come again: there is nothing to wait for.
        if (refused.length > 0) {
          throw fail([`${show(expected)} came, and was not accepted.`, ...rejectedLines(refused)])
        }
        if (!isLast) return undefined
        throw fail(explainMissing({ expected, afterMs: timeoutMs }, arrivals, about()))
      },
    })
  }

  async function expectNoEvent(
    expected: ExpectedEvent,
    { until, quietMs = 1500, timeoutMs = 5000 }: AbsenceOptions = {},
  ): Promise<void> {
    const fail = createFailure(expectNoEvent)
    const refuse = (): void => {
      const [event] = events(expected)
      if (event !== undefined) throw fail([`No event like ${show(expected)}, but:`, show(event)])
    }
    const absent: Parameters<typeof arrivals.watch<true>>[0] = {
      restMs: () => quietMs,
      at(isLast) {
        refuse()
        return isLast || undefined
      },
    }
    refuse()
    if (until === undefined) await arrivals.watch(absent)
    else await expectEvent(until, { timeoutMs })
    refuse()
  }

  const { rejected, reset } = arrivals
  return { expectEvent, expectNoEvent, events, rejected, reset }
}

/** An error that points at the line of the test, although it is made when the wait is over. */
function createFailure(calledFrom: (...words: never[]) => unknown) {
  const place: { stack?: string } = {}
  Error.captureStackTrace(place, calledFrom)
  const { stack = '' } = place
  return (lines: readonly string[]): Error => {
    const error = new Error(lines.join('\n'))
    error.stack = `Error: ${error.message}\n${stack.slice(stack.indexOf('\n') + 1)}`
    return error
  }
}
