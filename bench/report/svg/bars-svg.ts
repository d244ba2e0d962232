import { formatNumber } from '../format-number.ts'
import type { Measure, Subject } from '../result.ts'
import { escape, px, svg, top, width } from './drawing.ts'

const rowHeight = 30
const nameWidth = 230
const barWidth = width - nameWidth - 110

/** A bar for each subject from nothing to its median, and a line from its least to its most. */
export function barsSvg(measure: Measure): string {
  const { group, name, unit, better, subjects } = measure
  const most = Math.max(...subjects.map((subject) => subject.most).filter(Number.isFinite), 0)
  const x = (value: number) => nameWidth + (most > 0 ? (value / most) * barWidth : 0)
  const bar = (subject: Subject, at: number): string => {
    const y = top + at * rowHeight
    const colour = subject.name === measure.floor ? 'c5' : 'c0'
    const known = Number.isFinite(subject.median)
    return [
      `<g class="${colour}"><text x="${nameWidth - 10}" y="${y + 19}" text-anchor="end">${escape(subject.name)}</text>`,
      ...(known
        ? [
            `<rect class="bar" x="${nameWidth}" y="${y + 5}" width="${px(x(subject.median) - nameWidth)}" height="20" rx="3"/>`,
            `<path class="ends" d="M${px(x(subject.least))} ${y + 15}H${px(x(subject.most))}"/>`,
          ]
        : []),
      `<text x="${px((known ? x(subject.most) : nameWidth) + 8)}" y="${y + 19}">${formatNumber(subject.median)}</text></g>`,
    ].join('')
  }
  const about = `${group}${unit === '' ? '' : `, ${unit}`}; ${better} is better`
  const height = top + subjects.length * rowHeight + 12
  return svg({ title: name, about, height }, subjects.map(bar))
}
