import type { Report } from './send/tally.ts'

const count = (value: number): string => value.toLocaleString('en')
const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`

const list = (answers: Report['answers']): string =>
  Array.from(answers)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([answer, times]) => `${answer} × ${count(times)}`)
    .join(', ')

/** One line, for a terminal that shows it again and again. */
export const progressLine = (report: Report, seconds: number): string =>
  `${Math.floor(seconds)} s: ${count(report.accepted)} events (${count(Math.round(report.accepted / Math.max(seconds, 0.001)))}/s), p99 ${ms(report.latencyMs[99])}, ${list(report.answers)}`

/** What became of everything, at the end. */
export function describeReport(report: Report, seconds: number): string {
  const { accepted, rejected, requests, latencyMs, leftOut } = report
  const rows: [string, string][] = [
    ['accepted', `${count(accepted)} events (${count(Math.round(accepted / seconds))}/s)`],
    ['rejected', `${count(rejected)} events, on purpose`],
    ['answers', `${list(report.answers) || 'none'} (${count(requests)} requests)`],
    [
      'latency',
      `p50 ${ms(latencyMs[50])}, p90 ${ms(latencyMs[90])}, p99 ${ms(latencyMs[99])}, max ${ms(latencyMs[100])}, from when each was due`,
    ],
  ]
  if (leftOut > 0) rows.push(['left out', `${count(leftOut)} events: too many had no answer yet`])
  return rows.map(([name, value]) => `  ${name.padEnd(8)}  ${value}`).join('\n')
}
