import { formatNumber } from '../format-number.ts'
import type { Line, LinePlot } from '../result.ts'
import { colours, escape, px, svg, top, width } from './drawing.ts'
import { roundScale, type Scale } from './scale.ts'

const left = 76
const right = 24
const plotHeight = 240
/** More points than this stand too close for a mark each. */
const mostMarks = 20

type Place = (point: readonly [number, number]) => readonly [string, string]

const across = (scale: Scale, place: Place): string =>
  scale.ticks
    .map((tick) => {
      const [, y] = place([0, tick])
      return `<path class="grid" d="M${left} ${y}H${width - right}"/><text class="soft" x="${left - 8}" y="${y}" dy="4" text-anchor="end">${formatNumber(tick)}</text>`
    })
    .join('')

const along = (scale: Scale, place: Place): string =>
  scale.ticks
    .map((tick) => {
      const [x] = place([tick, 0])
      return `<text class="soft" x="${x}" y="${top + plotHeight + 18}" text-anchor="middle">${formatNumber(tick)}</text>`
    })
    .join('')

function drawn({ points }: Line, at: number, place: Place): string {
  const places = points.map(place)
  const path = places.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')
  const marks = places.length > mostMarks ? [] : places
  const circles = marks.map(([x, y]) => `<circle class="mark" cx="${x}" cy="${y}" r="3.5"/>`)
  return `<g class="c${at % colours}"><path class="line" d="${path}"/>${circles.join('')}</g>`
}

/** Names of the lines, one below the other under the drawing. */
const legend = ({ name }: Line, at: number): string => {
  const y = top + plotHeight + 56 + at * 20
  return `<g class="c${at % colours}"><rect class="mark" x="${left}" y="${y - 9}" width="14" height="8" rx="2"/><text x="${left + 22}" y="${y}">${escape(name)}</text></g>`
}

/** Lines over a number: time, workers, shards. Both axes begin at 0. */
export function linesSvg({ title, x, y, lines }: LinePlot): string {
  const all = lines.flatMap(({ points }) => points)
  const scaleX = roundScale(Math.max(...all.map(([each]) => each)))
  const scaleY = roundScale(Math.max(...all.map(([, each]) => each)))
  const place: Place = ([atX, atY]) => [
    px(left + (atX / scaleX.most) * (width - left - right)),
    px(top + (1 - atY / scaleY.most) * plotHeight),
  ]
  const height = top + plotHeight + 56 + lines.length * 20
  return svg({ title, about: y, height }, [
    across(scaleY, place),
    along(scaleX, place),
    `<text class="soft" x="${width - right}" y="${top + plotHeight + 36}" text-anchor="end">${escape(x)}</text>`,
    ...lines.map((line, at) => drawn(line, at, place)),
    ...lines.map(legend),
  ])
}
