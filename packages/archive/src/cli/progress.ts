import type { Terminal } from './terminal.ts'

/** How far long work is, on one line that goes away in the end. Silent where nobody looks. */
export interface Progress {
  readonly update: (done: number, total: number) => void
  readonly end: () => void
}

const redrawMs = 100
const barWidth = 24

export function createProgress(terminal: Terminal, label: string, now: () => number): Progress {
  const { redraw } = terminal
  if (redraw === undefined) return { update: () => {}, end: () => {} }
  const startedMs = now()
  let drawnMs = 0
  return {
    update(done, total) {
      const timeMs = now()
      if (timeMs - drawnMs < redrawMs) return
      drawnMs = timeMs
      redraw(progressLine(label, { done, total, tookMs: timeMs - startedMs }))
    },
    end: () => redraw(''),
  }
}

interface State {
  readonly done: number
  readonly total: number
  readonly tookMs: number
}

/** `reading ━━━━━━━━────────  42 %  11 s left` */
export function progressLine(label: string, { done, total, tookMs }: State): string {
  const part = total > 0 ? Math.min(1, done / total) : 0
  const full = Math.round(part * barWidth)
  const bar = '━'.repeat(full) + '─'.repeat(barWidth - full)
  const leftMs = part > 0 ? (tookMs / part) * (1 - part) : 0
  const left = part > 0 && tookMs > 2000 ? `  ${Math.ceil(leftMs / 1000)} s left` : ''
  return `${label} ${bar} ${String(Math.floor(part * 100)).padStart(3)} %${left}`
}
