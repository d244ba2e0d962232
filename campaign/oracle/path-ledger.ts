import { isDeepStrictEqual } from 'node:util'
import { createLedger, type Ledger, linesOf, type Verdict } from '../ledger.ts'
import type { ArchivedLines } from '../read-archive.ts'

/** An event as a page tracks it, before the SDK makes one of it. */
export interface TrackedEvent {
  readonly eventType: string
  readonly properties: { readonly key: string } & Readonly<Record<string, unknown>>
  /** Whether the schema takes it. */
  readonly isValid: boolean
}

/** What a browser was answered. */
export interface Answered {
  readonly status: number
  readonly body: string
}

/** What browsers tracked, sent and were told, against what the archive holds in the end. */
export interface PathLedger {
  tracked(event: TrackedEvent): void
  /** The SDK says that it gave events up. */
  givenUp(events: number, reason: string): void
  /** Before an envelope is sent; the result is told what came back, or why nothing did. */
  sent(body: string): (answer: Answered | string) => void
  /** Ids of events in the order in which browsers were told that they are stored. */
  readonly acknowledgedIds: readonly string[]
  /** How often each answer was given, by status and code. */
  readonly answers: ReadonlyMap<string, number>
  judge(found: Found): PathVerdict
}

/** What there is in the end. */
export interface Found {
  readonly archived: Omit<ArchivedLines, 'files'>
  /** The ids in the view `events`, which counts each event once. */
  readonly viewIds: readonly string[]
}

export interface PathVerdict extends Omit<Verdict, 'disordered' | 'unanswered'> {
  readonly tracked: number
  /** Tracked, and in no file of the archive, whoever was told what. */
  readonly undelivered: readonly string[]
  /** In the view more than once, or not at all. */
  readonly doubled: readonly string[]
  /** Answers that do not account for each event of their envelope, and metrics that do not add up. */
  readonly miscounted: readonly string[]
  /** What the SDK gave up, by reason. */
  readonly givenUp: readonly string[]
  /** Lines of the archive's errors: nothing that was sent cannot be decoded. */
  readonly undecodable: readonly string[]
}

interface WireEvent extends Readonly<Record<string, unknown>> {
  readonly event_id: string
  readonly properties: { readonly key: string }
}

/** What was written down so far. */
interface Books {
  readonly ledger: Ledger
  readonly tracked: Map<string, TrackedEvent>
  /** Events as they first went out, by id. */
  readonly wire: Map<string, WireEvent>
  readonly acknowledgedIds: string[]
  readonly altered: string[]
  readonly miscounted: string[]
  readonly givenUp: string[]
}

export function createPathLedger(): PathLedger {
  const books: Books = {
    ledger: createLedger({ resends: true }),
    tracked: new Map(),
    wire: new Map(),
    acknowledgedIds: [],
    altered: [],
    miscounted: [],
    givenUp: [],
  }
  const { tracked, acknowledgedIds, givenUp } = books
  const answers = new Map<string, number>()
  return {
    tracked: (event) => void tracked.set(event.properties.key, event),
    givenUp: (events, reason) => void givenUp.push(`${events} events: ${reason}`),
    sent(body) {
      const { events } = JSON.parse(body) as { events: readonly WireEvent[] }
      for (const event of events) noteSent(books, event)
      return (answer) => {
        const name = nameOf(answer)
        answers.set(name, (answers.get(name) ?? 0) + 1)
        if (typeof answer !== 'string' && answer.status === 202)
          acknowledge(books, events, answer.body)
      }
    },
    acknowledgedIds,
    answers,
    judge({ archived, viewIds }) {
      const {
        disordered: _order,
        unanswered: _unanswered,
        ...verdict
      } = books.ledger.judge(archived)
      return {
        ...verdict,
        altered: [...books.altered, ...verdict.altered],
        tracked: tracked.size,
        undelivered: undeliveredIn(archived, tracked),
        doubled: doubledIn(viewIds, archived.events),
        miscounted: books.miscounted,
        givenUp,
        undecodable: linesOf(archived.errors),
      }
    },
  }
}

/** An event goes out as it was tracked, and again as it went out first. */
function noteSent({ ledger, tracked, wire, altered }: Books, event: WireEvent): void {
  const { event_id: id, event_type: type, properties } = event
  const first = wire.get(id)
  const origin = tracked.get(properties.key)
  const isSame =
    first === undefined
      ? type === origin?.eventType && isDeepStrictEqual(properties, origin?.properties)
      : isDeepStrictEqual(event, first)
  if (!isSame) altered.push(`by the SDK: ${JSON.stringify(event)}`)
  if (first !== undefined) return
  wire.set(id, event)
  ledger.sent(id, event, { isValid: origin?.isValid ?? false, life: properties.key })
}

/** The answer has to say of each event what becomes of it. */
function acknowledge(books: Books, events: readonly WireEvent[], body: string): void {
  const { accepted, rejected = [] } = JSON.parse(body) as Receipt
  const refused = new Set(rejected.map(({ index }) => index))
  if (accepted + refused.size !== events.length) books.miscounted.push(body)
  for (const [index, event] of events.entries()) {
    const isValid = books.tracked.get(event.properties.key)?.isValid === true
    if (refused.has(index) === isValid) books.miscounted.push(`${event.event_id}: ${body}`)
    books.ledger.acknowledged(event.event_id)
    books.acknowledgedIds.push(event.event_id)
  }
}

interface Receipt {
  readonly accepted: number
  readonly rejected?: readonly { readonly index: number }[]
}

function nameOf(answer: Answered | string): string {
  if (typeof answer === 'string') return `no answer (${answer})`
  const code = /"code":"(\w+)"/u.exec(answer.body)?.[1]
  return answer.status < 300 || code === undefined
    ? String(answer.status)
    : `${answer.status} ${code}`
}

function undeliveredIn(
  archived: Omit<ArchivedLines, 'files'>,
  tracked: ReadonlyMap<string, TrackedEvent>,
): string[] {
  const keyOf = (event: unknown) => (event as Partial<WireEvent> | undefined)?.properties?.key
  const events = linesOf(archived.events).map((line) => keyOf(JSON.parse(line)))
  const rejected = linesOf(archived.rejected).map((line) =>
    keyOf((JSON.parse(line) as { event?: unknown }).event),
  )
  const valid = new Set(events)
  const invalid = new Set(rejected)
  return [...tracked.values()]
    .filter(({ isValid, properties: { key } }) => !(isValid ? valid : invalid).has(key))
    .map(({ properties: { key } }) => key)
}

/** The view has to hold each event of the files once, and nothing else. */
function doubledIn(viewIds: readonly string[], events: string): string[] {
  const ids = new Set(linesOf(events).map((line) => (JSON.parse(line) as WireEvent).event_id))
  const seen = new Map<string, number>()
  for (const id of viewIds) seen.set(id, (seen.get(id) ?? 0) + 1)
  const all = new Set([...ids, ...seen.keys()])
  return [...all]
    .filter((id) => seen.get(id) !== 1 || !ids.has(id))
    .map((id) => `${id}: ${seen.get(id) ?? 0} times in the view`)
}
