import { createArchiveReader } from '@weir/archive/reading'
import type { ArchivedLines } from './read-archive.ts'

const idOf = (line: string): unknown => (JSON.parse(line) as { event_id?: unknown }).event_id

/** What the view `events` makes of an archive that holds events twice; nothing when it is right. */
export async function miscountedIn(root: string, { files }: ArchivedLines): Promise<string[]> {
  const lines = files.flatMap((file) => (file.prefix === 'events' ? file.lines : []))
  const events = new Set(lines.map(idOf)).size
  const expected = { events, duplicates: lines.length - events, notices: 0 }
  const reader = createArchiveReader({ location: root, timeLimitMs: 300_000 })
  try {
    const { head, reports } = await reader.reports({ names: ['visits'], bots: true })
    const counted = {
      events: reports[0]?.facts.find(({ key }) => key === 'events')?.value,
      duplicates: head.sources.duplicates,
      notices: head.notices.length,
    }
    const [is, should] = [JSON.stringify(counted), JSON.stringify(expected)]
    return is === should ? [] : [`the view counts ${is} instead of ${should}`]
  } finally {
    await reader.close()
  }
}
