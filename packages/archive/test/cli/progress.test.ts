import { expect, test } from 'vitest'
import { createProgress, progressLine } from '../../src/cli/progress.ts'
import type { Terminal } from '../../src/cli/terminal.ts'

const terminal = (redraw: Terminal['redraw']): Terminal => ({
  write: () => Promise.resolve(),
  say: () => {},
  redraw,
  isTty: true,
  width: 80,
  colors: false,
})

test('shows how far it is, and how long it will take once that can be said', () => {
  expect(progressLine('reading', { done: 0, total: 0, tookMs: 0 })).toBe(
    'reading ────────────────────────   0 %',
  )
  expect(progressLine('reading', { done: 1, total: 4, tookMs: 3000 })).toBe(
    'reading ━━━━━━──────────────────  25 %  9 s left',
  )
})

test('draws ten times a second at most, and wipes its line in the end', () => {
  let nowMs = 1000
  const drawn: string[] = []
  const progress = createProgress(
    terminal((line) => void drawn.push(line)),
    'x',
    () => nowMs,
  )
  for (let done = 1; done <= 20; done++) {
    nowMs += 50
    progress.update(done, 20)
  }
  progress.end()
  expect(drawn).toHaveLength(11)
  expect(drawn.at(-1)).toBe('')
})

test('is silent where nobody looks', () => {
  const progress = createProgress(terminal(undefined), 'x', () => 0)
  expect(progress.update(1, 2)).toBeUndefined()
})
