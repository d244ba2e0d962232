import type { Command } from './terminal.ts'

/** A command before it is loaded. */
export interface CommandEntry {
  readonly name: string
  /** One line. */
  readonly summary: string
  /** Only what is called: all of them together take as long to load as a small report. */
  readonly load: () => Promise<Command>
}

/** All commands, in the order of the help. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'report',
    summary: 'prints and draws visits, pages, funnels, retention, web vitals, completeness …',
    load: async () => (await import('./commands/report.ts')).reportCommand,
  },
  {
    name: 'sql',
    summary: 'asks the archive in SQL',
    load: async () => (await import('./commands/sql.ts')).sqlCommand,
  },
  {
    name: 'compact',
    summary: 'turns closed hours into Parquet',
    load: async () => (await import('./commands/compact.ts')).compactCommand,
  },
  {
    name: 'replay',
    summary: 'sends rejected or archived events through a gateway again',
    load: async () => (await import('./commands/replay.ts')).replayCommand,
  },
  {
    name: 'expire',
    summary: 'removes hours that are older than so many days',
    load: async () => (await import('./commands/expire.ts')).expireCommand,
  },
  {
    name: 'forget',
    summary: 'removes a visitor, and proves it',
    load: async () => (await import('./commands/forget.ts')).forgetCommand,
  },
]
