import { ArchiveError } from '../reader/archive-root.ts'
import { type OpenArchive, openArchive, type OpenOptions } from '../reader/open-archive.ts'
import { leavesOut } from '../reader/notice.ts'
import type { Called } from './called.ts'
import { localArchive } from './local-archive.ts'
import { countOf, memoryOf } from './parse-words.ts'
import { createProgress } from './progress.ts'
import { sayNotices } from './say-notices.ts'

/** Opens an archive as the words say, says what was left out, and closes it after use. */
export async function withArchive<Result>(
  { values, context }: Called,
  options: Pick<OpenOptions, 'filter' | 'streams' | 'lateMs' | 'earlyMs'>,
  use: (archive: OpenArchive) => Promise<Result>,
): Promise<Result> {
  const { terminal, signal, now } = context
  const local = await localArchive({ values, context }, options)
  const progress = createProgress(terminal, 'reading', now)
  const archive = await openArchive({
    ...options,
    location: local.location,
    memory: memoryOf(values),
    threads: countOf(values, 'threads'),
    signal,
    onProgress: progress.update,
  }).finally(progress.end)
  try {
    const notices = [...local.notices, ...archive.notices]
    sayNotices({ values, context }, notices)
    const left = notices.filter(leavesOut)
    if (values['strict'] === true && left.length > 0) {
      throw new ArchiveError('--strict: something was left out, so there is no answer')
    }
    return await use({
      ...archive,
      notices,
      root: local.name === local.location ? archive.root : local.name,
    })
  } finally {
    await archive.close()
  }
}
