/** What the browser itself says of a page, gathered while it lives. */
export interface PageTimes {
  /** Milliseconds after the navigation began. */
  fcp: number
  lcp: number
  /** The sum of all shifts that no input excuses; the page has no long ones to make windows of. */
  cls: number
  /** Of long tasks, what is over 50 ms, in milliseconds. */
  tbt: number
  /** The slowest interaction, to the next paint, in milliseconds. */
  inp: number
}

// Not in the types of the DOM yet.
interface LayoutShift extends PerformanceEntry {
  readonly value: number
  readonly hadRecentInput: boolean
}

/** Runs in the page, before its scripts. */
export function watchPage(): void {
  const times: PageTimes = { fcp: 0, lcp: 0, cls: 0, tbt: 0, inp: 0 }
  Object.assign(window, { pageTimes: times })
  const watch = (type: string, see: (entry: PerformanceEntry) => void, more = {}): void => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(see))
    observer.observe({ type, buffered: true, ...more })
  }
  watch('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') times.fcp = startTime
  })
  watch('largest-contentful-paint', ({ startTime }) => {
    times.lcp = startTime
  })
  watch('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as LayoutShift
    if (!hadRecentInput) times.cls += value
  })
  watch('longtask', ({ duration }) => {
    times.tbt += Math.max(0, duration - 50)
  })
  watch(
    'event',
    ({ duration }) => {
      times.inp = Math.max(times.inp, duration)
    },
    { durationThreshold: 16 },
  )
}
