import { arrivalRange } from '../reader/plan-hours.ts'
import type { Notice } from '../reader/notice.ts'
import type { OpenOptions } from '../reader/open-archive.ts'
import { parseLocation } from '../stores/location.ts'
import type { Called } from './called.ts'
import { type Options, textOf } from './parse-words.ts'
import { createProgress } from './progress.ts'
import { UsageError } from './terminal.ts'

/** Options of commands that read a bucket as well. */
export const bucketOptions: Options = {
  cache: { type: 'string' },
  'cache-size': { type: 'string' },
}

export const bucketHelp = `  --cache DIR       of s3://bucket/prefix, what is asked for is copied below DIR and kept there; default:
                    weir-archive in XDG_CACHE_HOME, or in ~/.cache
  --cache-size SIZE what a copy may take, as 500MB or 20GB; default 20GB`

const scales = { K: 1e3, M: 1e6, G: 1e9, T: 1e12 } as const

function bytesOf(text: string): number {
  const [, number, scale] = /^(\d+(?:\.\d+)?)\s*([KMGT])B$/u.exec(text) ?? []
  if (number !== undefined) return Number(number) * scales[scale as keyof typeof scales]
  throw new UsageError(`--cache-size: "${text}" is not a size such as 500MB or 20GB`)
}

export interface LocalArchive {
  /** As it was named. */
  readonly name: string
  readonly location: string
  readonly notices: readonly Notice[]
}

/** The folder to read: the archive itself, or a copy of what is asked for of a bucket. */
export async function localArchive(
  { values, context }: Called,
  options: Pick<OpenOptions, 'filter' | 'streams' | 'lateMs' | 'earlyMs'>,
): Promise<LocalArchive> {
  const name = textOf(values, 'archive') ?? context.archive
  const place = parseLocation(name)
  if (place.kind === 'directory') return { name, location: name, notices: [] }
  const mostBytes = bytesOf(textOf(values, 'cache-size') ?? '20GB')
  const progress = createProgress(context.terminal, 'fetching', context.now)
  // The client takes longer to load than a folder takes to read.
  const { copyBucket } = await import('../bucket/copy-bucket.ts')
  const { root, notices } = await copyBucket({
    ...place,
    cache: textOf(values, 'cache') ?? context.cache,
    mostBytes,
    folders: options.streams.flatMap((stream) =>
      stream === 'events' ? ['events', 'parquet'] : [stream],
    ),
    range: arrivalRange(options.filter.range, options),
    signal: context.signal,
    onProgress: progress.update,
  }).finally(progress.end)
  return { name, location: root, notices }
}
