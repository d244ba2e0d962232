import type { ArchiveReader } from '@weir/archive/reading'

/** What was asked, and the answer to all of it. */
export function fakeReader(
  answer: (kind: string, query: unknown) => Promise<object>,
): ArchiveReader {
  const ask = (kind: string) => (query: unknown) => answer(kind, query) as Promise<never>
  return {
    files: ask('files'),
    reports: ask('reports'),
    sessions: ask('sessions'),
    timeline: ask('timeline'),
    close: () => Promise.resolve(),
  }
}

/** An archive in which there is nothing. */
export const emptyAnswers: object = { files: [], hasMore: false, reports: [], sessions: [] }
