import { compactCommand } from './commands/compact.ts'
import { expireCommand } from './commands/expire.ts'
import { forgetCommand } from './commands/forget.ts'
import { replayCommand } from './commands/replay.ts'
import { reportCommand } from './commands/report.ts'
import { sqlCommand } from './commands/sql.ts'
import type { Command } from './terminal.ts'

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
  reportCommand,
  sqlCommand,
  compactCommand,
  replayCommand,
  expireCommand,
  forgetCommand,
]
