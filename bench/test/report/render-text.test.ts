import { expect, test } from 'vitest'
import { renderText } from '../../report/render-text.ts'
import { aResult } from './a-result.ts'

test('prints measures of one condition side by side, then what else is to be said', () => {
  expect(renderText(aResult)).toBe(`10 events a request
       CPU for an event, µs  of floor                   aim                        memory, MiB
floor  8 (7 to 9)
weir   21 (20 to 24)         2.67 (2.63 to 2.86) times  at most 2.2 times: MISSED  213

a million events: 52,331 records

- Loopback: no network is between them.

missed: CPU for an event of weir, 10 events a request: 2.67, aim at most 2.2 times
failed: 3 requests were refused`)
})

test('prints what could not be measured as unknown', () => {
  const measures = [
    {
      group: 'one',
      name: 'time',
      unit: 'ms',
      better: 'less' as const,
      subjects: [{ name: 'ours', runs: 0, median: Number.NaN, least: Infinity, most: -Infinity }],
    },
  ]
  expect(renderText({ measures })).toBe('one\n      time, ms\nours  ?')
})
