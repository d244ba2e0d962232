import {
  type Answer,
  bySize,
  compare,
  inOrder,
  ofSite,
  part,
  type Question,
  type Rejected,
  type Seen,
} from './facts.ts'

/** All that anybody said of one page load. */
interface Load {
  readonly own: readonly Seen[]
  readonly namedBy: readonly Seen[]
  readonly refused: readonly { readonly seq: number; readonly atMs: number }[]
}

const numberOf = (event: unknown): { load: string; seq: number } | undefined => {
  if (typeof event !== 'object' || event === null) return undefined
  const { instance_id: load, seq } = event as Readonly<Record<string, unknown>>
  const isNumber = typeof seq === 'number' && Number.isInteger(seq) && seq >= 0
  return typeof load === 'string' && isNumber ? { load, seq } : undefined
}

function loadsOf(events: readonly Seen[], rejected: readonly Rejected[]): Load[] {
  const loads = new Map<
    string,
    { own: Seen[]; namedBy: Seen[]; refused: Load['refused'][number][] }
  >()
  const at = (site: string, load: string) => {
    const key = `${site}\n${load}`
    const found = loads.get(key) ?? { own: [], namedBy: [], refused: [] }
    loads.set(key, found)
    return found
  }
  for (const event of events) {
    const { site_id: site, instance_id: load, seq, previous_instance: before } = event
    if (load !== undefined && load !== null && seq !== undefined) at(site, load).own.push(event)
    if (before !== undefined) at(site, before.instance_id).namedBy.push(event)
  }
  for (const { site_id: site, event, rejected_at: time } of rejected) {
    const found = numberOf(event)
    if (found === undefined) continue
    at(site, found.load).refused.push({ seq: found.seq, atMs: Date.parse(time) })
  }
  return [...loads.values()]
}

interface Judged {
  readonly day: string
  readonly browser: string
  readonly firstMs: number
  readonly isBot: boolean
  readonly numbers: readonly number[]
  readonly setAside: boolean
  readonly repeated: number
}

function judge({ own, namedBy, refused }: Load): Judged | undefined {
  const arrived = new Set(own.map(({ seq }) => seq))
  const open = refused.filter(({ seq }) => !arrived.has(seq))
  const told = own.length > 0 ? own : namedBy
  const witnesses = [...told].sort(inOrder)
  const firstMs = witnesses[0]?.timeMs ?? Math.min(...open.map(({ atMs }) => atMs))
  if (!Number.isFinite(firstMs)) return undefined
  const last = [
    ...own.map(({ seq }) => seq ?? 0),
    ...namedBy.map(({ previous_instance: before }) => before?.last_seq ?? 0),
    ...open.map(({ seq }) => seq),
  ]
  const numbered = Math.max(...last) + 1
  const rejected = new Set(open.map(({ seq }) => seq)).size
  const missing = numbered - arrived.size - rejected
  const isSeen = own.length > 0 || rejected > 0
  const browserOf = (of: readonly Seen[]) =>
    [...of].sort(inOrder).find(({ browser }) => browser)?.browser
  return {
    day: new Date(firstMs).toISOString().slice(0, 10),
    browser: browserOf(own) ?? browserOf(namedBy) ?? '(unknown)',
    firstMs,
    isBot: told.some(({ is_bot: isBot }) => isBot),
    numbers: isSeen
      ? [1, numbered, arrived.size, rejected, missing, namedBy.length === 0 ? 1 : 0, 0, 0]
      : [0, 0, 0, 0, 0, 0, 1, numbered],
    setAside: missing > 10_000,
    repeated: own.length - arrived.size,
  }
}

const columns = (rows: readonly Judged[]): (number | null)[] => {
  const sum = (at: number) => rows.reduce((total, { numbers }) => total + (numbers[at] ?? 0), 0)
  const [loads, numbered, arrived, rejected, missing, open, unseen, theirs] = [
    sum(0),
    sum(1),
    sum(2),
    sum(3),
    sum(4),
    sum(5),
    sum(6),
    sum(7),
  ]
  const complete = part(arrived + rejected, numbered)
  const least = part(arrived + rejected, numbered + theirs)
  return [loads, numbered, missing, complete, least, arrived, rejected, open, unseen, theirs]
}

export function completenessAnswer(
  events: readonly Seen[],
  rejected: readonly Rejected[],
  question: Question,
): Answer {
  const { fromMs, toMs, bots, site } = question
  const ours = ofSite(events, question)
  const inside = loadsOf(
    ours,
    rejected.filter(({ site_id: id }) => site === undefined || id === site),
  )
    .flatMap((load) => judge(load) ?? [])
    .filter(({ firstMs, isBot }) => firstMs >= fromMs && firstMs < toMs && (bots || !isBot))
  const kept = inside.filter(({ setAside }) => !setAside)
  const plain = (event: Seen) =>
    event.timeMs >= fromMs && event.timeMs < toMs && (bots || !event.is_bot)
  const numberless = ours.filter(plain).filter((event) => {
    return event.seq === undefined || event.instance_id === undefined
  })
  const named = ([name, of]: readonly [string, readonly Judged[]]): unknown[] => [
    ...name.split('\n'),
    ...columns(of),
  ]
  const by = (key: (row: Judged) => string) => [...Map.groupBy(kept, key)].map(named)
  const byName = (a: readonly unknown[], b: readonly unknown[]): number =>
    compare(`${String(a[0])}\n${String(a[1])}`, `${String(b[0])}\n${String(b[1])}`)
  const all = columns(kept)
  return {
    facts: {
      complete: all[3],
      complete_at_least: all[4],
      missing: all[2],
      not_numbered: numberless.length,
      repeated: inside.reduce((sum, row) => sum + row.repeated, 0),
      set_aside: inside.length - kept.length,
    },
    tables: {
      by_browser: by(({ browser }) => browser).sort(bySize(2, 0)),
      by_day: by(({ day }) => day).sort(byName),
      by_browser_and_day: by(({ day, browser }) => `${day}\n${browser}`).sort(byName),
    },
  }
}
