import { type Boundary, noMain } from './boundary.ts'

const archive = 'packages/archive/src'

const noCli = {
  regex: '/(cli|reading)/',
  message: 'What is done knows nothing of words and terminals, nor of programs that ask for it.',
  probe: '../cli/terminal.ts',
}
const noDuckDb = {
  regex: '^@duckdb/',
  message: 'Only reader/db.ts and reader/cell.ts know DuckDB: the rest speaks SQL to a Db.',
  probe: '@duckdb/node-api',
}

/** The reading half of the archive: reader ◄ reports, compact … ◄ render ◄ cli, reading. */
export const archiveReaderBoundaries: readonly Boundary[] = [
  {
    files: [`${archive}/reader/**`],
    probeFile: `${archive}/reader/probe.ts`,
    denied: [
      noMain,
      {
        regex: '/(cli|reading|render|reports|compact|replay|expire|forget|housekeeping)/',
        message: 'Reading stands below everything that is done with what was read.',
        probe: '../reports/report.ts',
      },
    ],
  },
  {
    files: ['reports', 'compact', 'replay', 'expire', 'forget', 'housekeeping', 'render'].map(
      (each) => `${archive}/${each}/**`,
    ),
    probeFile: `${archive}/reports/probe.ts`,
    denied: [noMain, noCli, noDuckDb],
  },
  {
    files: [`${archive}/reading/**`],
    probeFile: `${archive}/reading/probe.ts`,
    denied: [
      noMain,
      noDuckDb,
      {
        regex: '/(cli|compact|replay|expire|forget|housekeeping)/',
        message: 'Who only reads cannot change anything.',
        probe: '../expire/expire-archive.ts',
      },
    ],
  },
  {
    files: [`${archive}/cli/**`],
    probeFile: `${archive}/cli/probe.ts`,
    denied: [noMain, noDuckDb],
  },
]
