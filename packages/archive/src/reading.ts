/**
 * Reading an archive from another program, as plain data. Loads neither DuckDB nor an archive: both
 * live in a process of their own, which starts with the first question.
 */
export {
  type ArchiveReader,
  type ArchiveReaderOptions,
  createArchiveReader,
} from './reading/archive-reader.ts'
export type { SessionRow } from './reading/list-sessions.ts'
export type {
  FilesAnswer,
  FilesQuery,
  FileStream,
  LandedFile,
  Origin,
  ReportsAnswer,
  ReportsQuery,
  Scope,
  SessionsAnswer,
  SessionsQuery,
  TimelineAnswer,
  TimelineQuery,
} from './reading/queries.ts'
export { type ReadingCode, ReadingError } from './reading/reading-error.ts'
export type { TimelineEvent, TimelinePage, TimelineSession } from './reading/timeline.ts'
export type { Cell } from './reader/cell.ts'
export type { TimeRange } from './reader/list-hours.ts'
export { describeNotice, type Notice, type NoticeKind } from './reader/notice.ts'
export type { Sources } from './reader/open-archive.ts'
export type { ReportHead } from './render/report-head.ts'
export { type FunnelOptions, type FunnelStep, parseFunnelStep } from './reports/funnel-step.ts'
export { type ReportName, reportNames } from './reports/report-names.ts'
export type {
  Chart,
  Fact,
  Report,
  ReportColumn,
  ReportTable,
  ReportValue,
  ValueKind,
} from './reports/report.ts'
