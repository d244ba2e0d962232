import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'

export interface Row<Item> {
  /** Unlike that of any other row. */
  readonly key: number
  readonly item: Item
}

/** How much there is a second, and how much of it is on the page. */
export interface Rate {
  readonly matched: number
  readonly shown: number
}

/** The latest of one kind, newest first, as many as a page can hold. */
export interface Tail<Item> {
  readonly rows: ReadonlySignal<readonly Row<Item>[]>
  readonly rate: ReadonlySignal<Rate>
  readonly isPaused: Signal<boolean>
  /** What came while it was paused. */
  readonly missed: ReadonlySignal<number>
  /** Begins anew with what is there, oldest first. */
  begin(items: readonly Item[]): void
  add(sample: { readonly matched: number; readonly records: readonly Item[] }): void
  /** Lets time pass where nothing comes. */
  tick(): void
}

export const maxRows = 200
/** Rates are those of this long, in milliseconds: two seconds are steady, and still follow. */
const windowMs = 2000

interface Seen {
  readonly at: number
  readonly matched: number
  readonly shown: number
}

export function createTail<Item>(now: () => number = () => performance.now()): Tail<Item> {
  let count = 0
  let seen: Seen[] = []
  const since = now()
  const rows = signal<readonly Row<Item>[]>([])
  const rate = signal<Rate>({ matched: 0, shown: 0 })
  const isPaused = signal(false)
  const missedRaw = signal(0)
  const toRow = (item: Item): Row<Item> => ({ key: count++, item })
  const measure = () => {
    const at = now()
    seen = seen.filter((each) => each.at > at - windowMs)
    // At the start there have not been two seconds yet.
    const seconds = Math.min(windowMs, Math.max(at - since, 500)) / 1000
    const perSecond = (of: 'matched' | 'shown') =>
      seen.reduce((sum, each) => sum + each[of], 0) / seconds
    const next = { matched: perSecond('matched'), shown: perSecond('shown') }
    const { matched, shown } = rate.peek()
    if (next.matched !== matched || next.shown !== shown) rate.value = next
  }
  return {
    rows,
    rate,
    isPaused,
    missed: computed(() => (isPaused.value ? missedRaw.value : 0)),
    begin(items) {
      rows.value = items.slice(-maxRows).map(toRow).toReversed()
      missedRaw.value = 0
    },
    add({ matched, records }) {
      seen.push({ at: now(), matched, shown: records.length })
      if (isPaused.peek()) missedRaw.value += matched
      else {
        missedRaw.value = 0
        const fresh = records.map(toRow).toReversed()
        rows.value = [...fresh, ...rows.peek()].slice(0, maxRows)
      }
      measure()
    },
    tick: measure,
  }
}

/** What a person is told about how much of all this they see. */
export function describeRate({ matched, shown }: Rate): string {
  const all = formatRate(matched)
  if (matched === 0) return 'nothing at the moment'
  return shown < matched * 0.999
    ? `showing ${formatRate(shown)} of ${all}/s`
    : `showing all, ${all}/s`
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
const formatRate = (rate: number): string => (rate < 10 ? fine : whole).format(rate)
