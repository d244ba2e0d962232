import { describeNotices, type Notice } from '../reader/notice.ts'
import type { Called } from './called.ts'

/** Says what was met on the way; on stderr, so that it never stands among results. */
export function sayNotices({ values, context }: Called, notices: readonly Notice[]): void {
  const most = values['verbose'] === true ? notices.length : 20
  for (const line of describeNotices(notices, most)) context.terminal.say(line)
}
