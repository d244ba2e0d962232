import { syntheticArrivals, writeArchive } from '@weir/archive/synthetic'

/** Without these a record has about 600 bytes, with them about 1,100. */
const dispensable = new Set([
  'user_agent',
  'language',
  'timezone',
  'screen_width',
  'screen_height',
  'viewport_width',
  'viewport_height',
  'region',
  'city',
  'country',
  'os',
  'sdk_name',
  'sdk_version',
  'page_title',
  'ip_address',
  'referrer',
  'consent',
  'browser_version',
  'page_view_id',
])

/** What a visit comes to, about. */
const eventsPerVisit = 15.3
const hours = 7 * 24

export interface MadeArchive {
  readonly events: number
  readonly bytesPerEvent: number
}

/** A week of events in files of lines as the writer leaves them, the same on every run. */
export async function makeArchive(
  root: string,
  { events, lean }: { readonly events: number; readonly lean: boolean },
): Promise<MadeArchive> {
  const visitsPerHour = events / hours / eventsPerVisit
  const startMs = Date.UTC(2026, 9, 5)
  const arrivals = syntheticArrivals({ seed: 1, startMs, hours, visitsPerHour })
  const { lines, bytes } = await writeArchive(root, lean ? leaner(arrivals) : arrivals, {
    linesPerFile: 8000,
  })
  return { events: lines, bytesPerEvent: bytes / lines }
}

type Arrivals = ReturnType<typeof syntheticArrivals>

function* leaner(arrivals: Arrivals): Arrivals {
  for (const { record, arrivedMs } of arrivals) {
    const kept = Object.entries(record).filter(([name]) => !dispensable.has(name))
    yield { record: Object.fromEntries(kept) as unknown as typeof record, arrivedMs }
  }
}
