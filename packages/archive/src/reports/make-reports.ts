import { completenessReport } from './completeness.ts'
import { devicesReport } from './devices.ts'
import { funnelReport } from './funnel.ts'
import { campaignsReport, referrersReport } from './origins.ts'
import { pageViewsReport } from './page-views.ts'
import { pagesReport } from './pages.ts'
import type { ReportName } from './report-names.ts'
import type { MakeReport, Report, ReportInput } from './report.ts'
import { retentionReport } from './retention.ts'
import { sessionsReport } from './sessions.ts'
import { makeVisits } from './visits-table.ts'
import { visitsReport } from './visits.ts'
import { vitalsReport } from './vitals.ts'

/** All reports by their names, in the order they are shown. */
export const reports: Readonly<Record<ReportName, MakeReport>> = {
  visits: visitsReport,
  'page-views': pageViewsReport,
  pages: pagesReport,
  referrers: referrersReport,
  campaigns: campaignsReport,
  devices: devicesReport,
  sessions: sessionsReport,
  funnel: funnelReport,
  retention: retentionReport,
  vitals: vitalsReport,
  completeness: completenessReport,
}

const pages = ['page_views', 'bounced']

/**
 * What reports ask of visits. There are far fewer of them than events, and each is made once, with
 * nothing but what is asked for: every column of a visit is a look at all of its events.
 */
const ofVisits: Readonly<Partial<Record<ReportName, readonly string[]>>> = {
  visits: ['site_id', 'visitor_id', 'started_at', 'duration_ms', 'events', ...pages],
  pages: ['entry_host', 'entry_path', 'page_views'],
  referrers: ['site_id', 'visitor_id', 'referrer_host', ...pages],
  campaigns: ['site_id', 'visitor_id', 'utm_source', 'utm_medium', 'utm_campaign', ...pages],
  devices: ['site_id', 'visitor_id', 'device_type', 'browser', 'os', 'country'],
  sessions: ['duration_ms', 'active_ms', 'events', 'page_views', 'entry_path', 'exit_path'],
}

/** Makes reports from an open archive, one after the other. */
export async function makeReports(
  names: readonly ReportName[],
  input: ReportInput,
  onMade: (report: Report) => void = () => {},
): Promise<Report[]> {
  const { db, bots } = input
  await db.run(`CREATE OR REPLACE VIEW counted AS
    SELECT * FROM weir_events ${bots ? '' : 'WHERE NOT is_bot'}`)
  const columns = new Set(names.flatMap((name) => ofVisits[name] ?? []))
  if (columns.size > 0) await makeVisits(db, [...columns])
  const made: Report[] = []
  for (const name of names) {
    const report = await reports[name](input)
    made.push(report)
    onMade(report)
  }
  return made
}
