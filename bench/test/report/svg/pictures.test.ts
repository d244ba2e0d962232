import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pictures } from '../../../report/pictures.ts'
import { barsSvg } from '../../../report/svg/bars-svg.ts'
import { linesSvg } from '../../../report/svg/lines-svg.ts'
import { roundScale } from '../../../report/svg/scale.ts'
import { aResult } from '../a-result.ts'

const amount = fc.double({ min: 0, max: 1e12, noNaN: true })

test('names files by the benchmark and what they show, in plain letters', () => {
  expect([...pictures('gateway', aResult).keys()]).toEqual([
    'gateway-cpu-for-an-event-10-events-a-request.svg',
    'gateway-events-behind-after-an-outage.svg',
  ])
})

test('escapes names, so that a picture stays one', () => {
  const [plot] = aResult.plots ?? []
  const text = plot === undefined ? '' : linesSvg(plot)
  expect(text).toContain('at &lt;full&gt; load')
})

test('an axis begins at 0, ends at or above what it shows, and is mostly used', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (highest) => {
      const { most, ticks } = roundScale(highest)
      expect(ticks[0]).toBe(0)
      expect(most).toBeGreaterThanOrEqual(highest * (1 - 1e-6))
      expect(most).toBeLessThanOrEqual(highest * 1.7)
      expect(ticks.length).toBeLessThanOrEqual(6)
    }),
  )
})

test('draws whatever comes with no number that is none', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 30 }), (points) => {
      const text = linesSvg({ title: 't', x: 'x', y: 'y', lines: [{ name: 'n', points }] })
      expect(text).not.toMatch(/NaN|Infinity|undefined/u)
    }),
  )
})

test('draws a subject that could not be measured without a bar', () => {
  const unknown = { name: 'ours', runs: 0, median: Number.NaN, least: Infinity, most: -Infinity }
  const known = { name: 'theirs', runs: 1, median: 2, least: 1, most: 3 }
  const measure = { group: 'one', name: 'time', unit: 'ms', better: 'less' } as const
  const text = barsSvg({ ...measure, subjects: [unknown, known] })
  expect(text.match(/<rect class="bar"/gu)).toHaveLength(1)
  expect(text).not.toMatch(/NaN|Infinity/u)
})

test('has no two dashes within a comment, for which no browser shows a picture', () => {
  const drawn = Array.from(pictures('gateway', aResult).values(), ({ svg }) => svg)
  const comments = drawn.flatMap((text) => text.match(/<!--.*?-->/gsu) ?? [])
  expect(comments).toHaveLength(2)
  expect(comments.filter((comment) => comment.slice(4, -3).includes('--'))).toEqual([])
})
