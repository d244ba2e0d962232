import { sessionsOf } from '../reader/views-sql.ts'
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

/** Reports that ask for visits: there are far fewer of them than events, and each is made once. */
const ofVisits: ReadonlySet<ReportName> = new Set([
  'visits',
  'pages',
  'referrers',
  'campaigns',
  'devices',
  'sessions',
])

/** Makes reports from an open archive, one after the other. */
export async function makeReports(
  names: readonly ReportName[],
  input: ReportInput,
  onMade: (report: Report) => void = () => {},
): Promise<Report[]> {
  const { db, bots } = input
  await db.run(`CREATE OR REPLACE VIEW counted AS
    SELECT * FROM events ${bots ? '' : 'WHERE NOT is_bot'}`)
  if (names.some((name) => ofVisits.has(name))) {
    await db.run(`CREATE OR REPLACE TEMP TABLE visits AS ${sessionsOf('counted')}`)
  }
  const made: Report[] = []
  for (const name of names) {
    const report = await reports[name](input)
    made.push(report)
    onMade(report)
  }
  return made
}
