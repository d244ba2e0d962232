import type { Report } from '../../reports/report.ts'
import { headLines, type ReportHead } from '../report-head.ts'
import { reportText } from './report-text.ts'
import { createStyle } from './style.ts'

/** All that a terminal shows of reports. */
export function terminalText(
  head: ReportHead,
  made: readonly Report[],
  { width, colors }: { readonly width: number; readonly colors: boolean },
): string {
  const style = createStyle(colors)
  const lines = [...headLines(head).map(style.dim), '']
  for (const report of made) lines.push(...reportText(report, { width, style }))
  return `${lines.join('\n')}\n`
}
