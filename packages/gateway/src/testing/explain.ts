import type { RejectedRecord, StoredRecord } from '@weir/schema'
import type { Arrivals } from './arrivals.ts'
import { type Difference, findDifferences } from './find-differences.ts'

/** What the gateway knows beside the records. */
export interface Facts {
  readonly endpoint: string
  /** Requests by their answer, such as `403 origin_not_allowed`. */
  readonly answers: ReadonlyMap<string, number>
}

const maxNearest = 3
const maxRejected = 5
const maxTextLength = 200

/** As somebody would write it in a test, on one line and not too long. */
export function show(value: unknown): string {
  const text =
    JSON.stringify(value, (_name, part: unknown) =>
      part instanceof RegExp || typeof part === 'function' ? String(part) : part,
    ) ?? 'nothing'
  return text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text
}

const showDifference = ({ path, expected, actual }: Difference): string =>
  `      ${path}: ${show(actual)}, expected ${show(expected)}`

interface Near {
  readonly event: StoredRecord
  readonly differences: readonly Difference[]
  /** How unlike: another type of event is further away than any other difference. */
  readonly distance: number
}

function measure(expected: unknown, event: StoredRecord): Near {
  const differences = findDifferences(expected, event)
  const isOtherType = differences.some(({ path }) => path === 'event_type')
  return { event, differences, distance: differences.length + (isOtherType ? 1000 : 0) }
}

function nearestLines(expected: unknown, events: readonly StoredRecord[]): string[] {
  if (events.length === 0) return ['No event was stored.']
  // The latest first among equals: sorting keeps their order.
  const nearest = events
    .toReversed()
    .map((event) => measure(expected, event))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, maxNearest)
  const head = events.length === 1 ? 'One event was' : `${events.length} events were`
  const lines = nearest.map(({ event, differences }) =>
    [`  ${event.event_type} on ${event.page_url}`]
      .concat(differences.map(showDifference))
      .join('\n'),
  )
  return [`${head} stored${events.length > nearest.length ? '; the nearest:' : ':'}`, ...lines]
}

export function rejectedLines(rejected: readonly RejectedRecord[]): string[] {
  if (rejected.length === 0) return []
  const lines = rejected
    .slice(-maxRejected)
    .map(({ code, errors, event }) =>
      [`  ${code}: ${show(event)}`]
        .concat(errors.map(({ path, message }) => `      ${path || '/'} ${message}`))
        .join('\n'),
    )
  return [`${rejected.length} rejected:`, ...lines]
}

const advice: Readonly<Record<string, string>> = {
  origin_not_allowed: ': name the origin of the page in `origins`',
  unknown_write_key: ': the page uses another write key than the gateway',
}

function answerLines({ answers, endpoint }: Facts): string[] {
  const refused = [...answers].filter(([answer]) => /^[45]/u.test(answer))
  const lines = refused.map(
    ([answer, times]) => `  ${times} × ${answer}${advice[answer.split(' ')[1] ?? ''] ?? ''}`,
  )
  if (lines.length > 0) return ['Requests were refused:', ...lines]
  // What it answered otherwise is the script of the SDK and the like.
  if ([...answers.keys()].some((answer) => answer.startsWith('202'))) return []
  return [
    `No page has sent events to ${endpoint}. Has the visitor agreed? Does the`,
    "page's Content-Security-Policy let it (connect-src)?",
  ]
}

interface Missing {
  readonly expected: unknown
  readonly afterMs: number
}

/** Why there is no such event, as far as it can be told. */
export function explainMissing(
  { expected, afterMs }: Missing,
  arrivals: Pick<Arrivals, 'events' | 'rejected'>,
  facts: Facts,
): readonly string[] {
  return [
    `No event like ${show(expected)} after ${afterMs} ms.`,
    ...nearestLines(expected, arrivals.events()),
    ...rejectedLines(arrivals.rejected()),
    ...answerLines(facts),
  ]
}
