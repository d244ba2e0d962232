import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'
import { hourMs } from '../layout/partition.ts'
import type { TimeRange } from '../reader/list-hours.ts'
import type { Notice } from '../reader/notice.ts'

/** An object that belongs to an archive. */
export interface BucketObject {
  /** From the root of the archive, as of a file. */
  readonly path: string
  readonly bytes: number
  /** Changes with what is in it. */
  readonly etag: string
}

export interface ListOptions {
  readonly client: S3Client
  readonly bucket: string
  /** Keys begin with it and a slash. Empty: none. */
  readonly prefix: string
  /** As `events`, `parquet`. */
  readonly folders: readonly string[]
  /** Hours that begin in it, or that it begins in. */
  readonly range: TimeRange
  readonly signal?: AbortSignal | undefined
}

/** More days are listed in one go: a request for each would take longer than what it leaves out. */
const mostDays = 400

const dayMs = 24 * hourMs
const pathPattern = /^[a-z]+\/year=(\d{4})\/month=(\d{2})\/day=(\d{2})\/hour=(\d{2})\/[^/._][^/]*$/u

/** When the hour of a file begins; undefined for what is no path of an archive. */
export function hourOfPath(path: string): number | undefined {
  const [, year, month, day, hour] = pathPattern.exec(path)?.map(Number) ?? []
  if (year === undefined || month === undefined) return undefined
  return Date.UTC(year, month - 1, day, hour)
}

export function isWithin(
  { fromMs = -Infinity, toMs = Infinity }: TimeRange,
  path: string,
): boolean {
  const startMs = hourOfPath(path)
  return startMs !== undefined && startMs + hourMs > fromMs && startMs < toMs
}

/** `year=2026/month=11/day=21/` for each day of a range; the empty text for one without ends. */
function dayPrefixes({ fromMs, toMs }: TimeRange): string[] {
  if (fromMs === undefined || toMs === undefined || toMs - fromMs > mostDays * dayMs) return ['']
  const days: string[] = []
  for (let ms = Math.floor(fromMs / dayMs) * dayMs; ms < toMs; ms += dayMs) {
    const [year, month, day] = new Date(ms).toISOString().slice(0, 10).split('-')
    days.push(`year=${year}/month=${month}/day=${day}/`)
  }
  return days
}

/** What a bucket has of an archive, of some hours. What is none of it is named. */
export async function listBucket(
  options: ListOptions,
): Promise<{ readonly objects: readonly BucketObject[]; readonly notices: readonly Notice[] }> {
  const { client, bucket, prefix, folders, range, signal } = options
  const root = prefix === '' ? '' : `${prefix}/`
  const objects: BucketObject[] = []
  const notices: Notice[] = []
  const until = signal === undefined ? {} : { abortSignal: signal }
  for (const below of folders.flatMap((folder) =>
    dayPrefixes(range).map((day) => `${folder}/${day}`),
  )) {
    let token: string | undefined
    do {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: root + below,
          ContinuationToken: token,
        }),
        until,
      )
      for (const { Key = '', Size: bytes = 0, ETag: etag = '' } of page.Contents ?? []) {
        const path = Key.slice(root.length)
        if (isWithin(range, path)) objects.push({ path, bytes, etag })
        else if (isForeign(path)) {
          notices.push({ kind: 'foreign_file', path, count: 1, detail: 'not a part of an archive' })
        }
      }
      token = page.NextContinuationToken
    } while (token !== undefined)
  }
  return { objects, notices }
}

/** Neither of an archive nor hidden; a key that ends in a slash is the folder of a web console. */
const isForeign = (path: string): boolean =>
  hourOfPath(path) === undefined && !path.endsWith('/') && !/\/[._][^/]*$/u.test(path)
