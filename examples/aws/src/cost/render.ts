import { type Estimate, estimate } from './estimate.ts'
import type { Workload } from './workload.ts'

const whole = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 1 : 0 })
const small = (value: number): string => value.toFixed(value < 0.1 ? 4 : 3)

const cheapestNames = {
  onDemand: 'on-demand',
  advantage: 'advantage',
  provisioned: 'provisioned',
} as const

const columns: readonly { name: string; show: (row: Estimate) => string }[] = [
  { name: 'packing', show: ({ name }) => name },
  { name: 'events/record', show: ({ packing }) => whole(packing.eventsPerRecord) },
  { name: 'on-demand', show: ({ streams }) => whole(streams.onDemand) },
  { name: 'advantage', show: ({ streams }) => whole(streams.advantage) },
  { name: 'provisioned', show: ({ streams }) => whole(streams.provisioned) },
  { name: 'shards', show: ({ streams }) => whole(streams.shards) },
  { name: 'Firehose', show: ({ firehose }) => whole(firehose) },
  { name: 'S3', show: ({ storage }) => whole(storage) },
  { name: 'rest', show: ({ rest }) => whole(rest) },
  { name: 'total', show: ({ total }) => whole(total) },
  { name: 'pipe $/M', show: ({ pipePerMillion }) => small(pipePerMillion) },
  { name: 'total $/M', show: ({ totalPerMillion }) => small(totalPerMillion) },
]

const table = (work: Workload): string[][] => [
  columns.map(({ name }) => name),
  ...estimate(work).map((row) => columns.map(({ show }) => show(row))),
]

/** What the table stands for, in one line. */
export function renderTitle(work: Workload): string {
  const [first] = estimate(work)
  return [
    `${whole(work.eventsPerSecond)} events/s of ${whole(work.eventBytes)} bytes`,
    `${whole(work.eventsPerRequest)} a request`,
    `${first?.tasks} tasks`,
    'dollars a month',
  ].join(', ')
}

/** For a terminal. */
export function renderText(work: Workload): string {
  const rows = table(work)
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  const pad = (cell: string, at: number) =>
    at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)
  const lines = rows.map((row) => row.map(pad).join('  ').trimEnd())
  const paid = estimate(work)
    .map(({ name, cheapest }) => `${name}: ${cheapestNames[cheapest]}`)
    .join('; ')
  return [renderTitle(work), '', ...lines, '', `The total pays for the streams, ${paid}.`].join(
    '\n',
  )
}

/** For the manual. */
export function renderMarkdown(work: Workload): string {
  const [head = [], ...rows] = table(work)
  const rule = head.map((_, at) => (at === 0 ? '---' : '--:'))
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}
