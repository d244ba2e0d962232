/** All reports, in the order they are shown. */
export const reportNames = [
  'visits',
  'page-views',
  'pages',
  'referrers',
  'campaigns',
  'devices',
  'sessions',
  'funnel',
  'retention',
  'vitals',
  'completeness',
] as const

export type ReportName = (typeof reportNames)[number]
