import { timeLiteral } from '../reader/db.ts'
import { completenessSql } from './completeness-sql.ts'
import { type ColumnOf, type Fact, type MakeReport, share, tableOf } from './report.ts'

/** Page loads of one browser and day, and their events. */
export interface Loads {
  readonly day: string
  readonly browser: string
  readonly loads: number
  /** Of which no later page load says how many events they had. */
  readonly open_loads: number
  readonly numbered: number
  readonly arrived: number
  readonly rejected: number
  readonly missing: number
  /** Of which nothing arrived but the word of the page load after. */
  readonly unseen_loads: number
  readonly unseen_events: number
}

/** The sums of some rows, under the day and the browser of the first. */
function add(rows: readonly Loads[]): Loads {
  const sum = (of: (row: Loads) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    day: rows[0]?.day ?? '',
    browser: rows[0]?.browser ?? '',
    loads: sum(({ loads }) => loads),
    open_loads: sum(({ open_loads: loads }) => loads),
    numbered: sum(({ numbered }) => numbered),
    arrived: sum(({ arrived }) => arrived),
    rejected: sum(({ rejected }) => rejected),
    missing: sum(({ missing }) => missing),
    unseen_loads: sum(({ unseen_loads: loads }) => loads),
    unseen_events: sum(({ unseen_events: events }) => events),
  }
}

const complete = ({ arrived, rejected, numbered }: Loads): number | null =>
  share(arrived + rejected, numbered)
const completeAtLeast = ({ arrived, rejected, numbered, unseen_events: unseen }: Loads) =>
  share(arrived + rejected, numbered + unseen)

const browser: ColumnOf<Loads> = { key: 'browser', label: 'browser', kind: 'text' }
const day: ColumnOf<Loads> = { key: 'day', label: 'day', kind: 'day' }
const columns: readonly ColumnOf<Loads>[] = [
  { key: 'loads', label: 'page loads', kind: 'count' },
  { key: 'numbered', label: 'numbered', kind: 'count' },
  { key: 'missing', label: 'missing', kind: 'count' },
  { key: 'complete', label: 'complete', kind: 'share', of: complete },
  { key: 'complete_at_least', label: 'at least', kind: 'share', of: completeAtLeast },
  { key: 'arrived', label: 'arrived', kind: 'count' },
  { key: 'rejected', label: 'rejected', kind: 'count' },
  { key: 'open_loads', label: 'open', kind: 'count' },
  { key: 'unseen_loads', label: 'unseen', kind: 'count' },
  { key: 'unseen_events', label: 'their events', kind: 'count' },
]

interface Odd {
  readonly not_numbered: number
  readonly repeated: number
  readonly set_aside: number
}

function factsOf(total: Loads, odd: Odd): Fact[] {
  return [
    { key: 'complete', label: 'complete', kind: 'share', value: complete(total) },
    { key: 'complete_at_least', label: 'at least', kind: 'share', value: completeAtLeast(total) },
    { key: 'missing', label: 'missing', kind: 'count', value: total.missing },
    { key: 'not_numbered', label: 'not numbered', kind: 'count', value: odd.not_numbered },
    { key: 'repeated', label: 'numbers used twice', kind: 'count', value: odd.repeated },
    { key: 'set_aside', label: 'page loads set aside', kind: 'count', value: odd.set_aside },
  ]
}

/** Of the events that browsers numbered, how many arrived. */
export const completenessReport: MakeReport = async ({ db, range, bots }) => {
  const within = [
    ...(range.fromMs === undefined ? [] : [`first >= ${timeLiteral(range.fromMs)}`]),
    ...(range.toMs === undefined ? [] : [`first < ${timeLiteral(range.toMs)}`]),
  ]
  const sql = completenessSql({ bots, within })
  for (const statement of sql.seen) await db.run(statement)
  const { is_any_mixed: isAnyMixed } = await db.one<{ is_any_mixed: boolean }>(sql.isAnyMixed)
  await db.run(sql.prepare(isAnyMixed))
  const rows = await db.all<Loads>(sql.byBrowserAndDay)
  const odd = await db.one<Odd>(sql.odd)
  const by = (key: 'day' | 'browser') => [...Map.groupBy(rows, (row) => row[key]).values()].map(add)
  const byBrowser = by('browser').sort(
    (a, b) => b.numbered - a.numbered || (a.browser < b.browser ? -1 : 1),
  )
  return {
    name: 'completeness',
    title: 'Completeness',
    about:
      'Each page load numbers its events from 0, and tells the next one how far it came. Numbered: the highest number known, and one. Arrived: different numbers in the archive; rejected ones arrived too. Open: nobody said how a page load ended, so a lost end of it would not show. Unseen: only the next page load speaks of it; “at least” takes all of those for lost, though they may have happened before what was read.',
    facts: factsOf(add(rows), odd),
    tables: [
      tableOf(
        {
          key: 'by_browser',
          title: 'By browser',
          columns: [browser, ...columns],
          chart: { kind: 'bars', label: 'browser', value: 'missing' },
        },
        byBrowser,
      ),
      tableOf(
        {
          key: 'by_day',
          title: 'By day',
          columns: [day, ...columns],
          chart: { kind: 'lines', x: 'day', values: ['complete'] },
        },
        by('day'),
      ),
      tableOf(
        {
          key: 'by_browser_and_day',
          title: 'By browser and day',
          columns: [day, browser, ...columns],
          chart: { kind: 'heat', x: 'day', y: 'browser', value: 'complete', scale: 'near_one' },
        },
        rows,
      ),
    ],
  }
}
