import { createWriteStream, type Stats } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { GetObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import { prepareChanges } from '../housekeeping/prepare-changes.ts'
import { placeToWrite } from '../housekeeping/publish-file.ts'
import { ArchiveError } from '../reader/archive-root.ts'
import type { TimeRange } from '../reader/list-hours.ts'
import type { Notice } from '../reader/notice.ts'
import { explainFailure } from '../stores/explain-failure.ts'
import { createS3Client } from '../stores/s3-client.ts'
import { type BucketObject, isWithin, listBucket } from './list-bucket.ts'

export interface CopyOptions {
  readonly bucket: string
  readonly prefix: string
  /** The folder of all copies. */
  readonly cache: string
  /** Bytes of this copy. */
  readonly mostBytes: number
  readonly folders: readonly string[]
  /** Hours of arrival. */
  readonly range: TimeRange
  /** Default: as the SDK's own variables say. */
  readonly client?: S3Client | undefined
  readonly signal?: AbortSignal | undefined
  /** Bytes that are here, and that are needed. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

export interface BucketCopy {
  /** The folder to read instead. */
  readonly root: string
  readonly notices: readonly Notice[]
  /** Objects that were fetched now. */
  readonly fetched: number
}

/** Objects at a time. */
const atOnce = 8

const bytesOf = (files: readonly { readonly bytes: number }[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0)

/**
 * Makes a folder that has, of the asked hours, exactly what the bucket has. What is there already stays
 * by its ETag, so that what was interrupted goes on; what is gone from the bucket goes here too, as it
 * may have been erased.
 */
export async function copyBucket(options: CopyOptions): Promise<BucketCopy> {
  const { bucket, prefix, folders, range, signal, mostBytes } = options
  const root = join(options.cache, bucket, encodeURIComponent(prefix) || 'all')
  const client = options.client ?? (await createS3Client())
  try {
    const listing = { client, bucket, prefix, folders, range, signal }
    const { objects, notices } = await listBucket(listing)
    const total = bytesOf(objects)
    if (total > mostBytes) {
      const [needed, most] = [total, mostBytes].map((bytes) => (bytes / 1e9).toFixed(1))
      throw new ArchiveError(
        `s3://${bucket}${prefix && `/${prefix}`}: ${needed} GB to copy, and ${most} GB are allowed; ask for fewer days (--from, --to) or allow more (--cache-size)`,
      )
    }
    // Visitors' data: nobody else's business on a shared machine.
    await mkdir(root, { recursive: true, mode: 0o700 })
    await prepareChanges(root)
    await makeRoom(root, objects, options)
    const fetched = await fetchMissing({ ...options, client, root }, objects)
    return { root, notices, fetched }
  } catch (error) {
    signal?.throwIfAborted()
    throw isOfTheBucket(error)
      ? new ArchiveError(`s3://${bucket}${prefix && `/${prefix}`}: ${explainFailure(error)}`)
      : error
  } finally {
    if (options.client === undefined) client.destroy()
  }
}

/** What somebody can do something about, and no defect of ours. */
const isOfTheBucket = (error: unknown): boolean =>
  error instanceof S3ServiceException ||
  (error instanceof Error &&
    ('code' in error || /^(CredentialsProviderError|TimeoutError)$/u.test(error.name))) ||
  String(error).includes('Region is missing')

interface Kept {
  readonly path: string
  readonly bytes: number
  readonly usedMs: number
}

/** Every file of the copy. */
async function keptIn(root: string): Promise<Kept[]> {
  const kept: Kept[] = []
  for (const folder of ['events', 'parquet', 'rejected']) {
    const names = await readdir(join(root, folder), { recursive: true }).catch(() => [])
    for (const name of names) {
      const path = `${folder}/${name.replaceAll('\\', '/')}`
      const found = await statOf(join(root, path))
      if (found?.isFile() === true) kept.push({ path, bytes: found.size, usedMs: found.mtimeMs })
    }
  }
  return kept
}

const statOf = (path: string): Promise<Stats | undefined> => stat(path).catch(() => undefined)

const etagPath = (root: string, path: string): string => join(root, '.etags', path)

/** Removes what the bucket no longer has, then what was used longest ago and is not needed now. */
async function makeRoom(
  root: string,
  objects: readonly BucketObject[],
  { range, folders, mostBytes }: CopyOptions,
): Promise<void> {
  const needed = new Set(objects.map(({ path }) => path))
  const isGone = ({ path }: Kept) =>
    isWithin(range, path) && folders.some((folder) => path.startsWith(`${folder}/`))
  const others = (await keptIn(root)).filter(({ path }) => !needed.has(path))
  let bytes = bytesOf(objects) + bytesOf(others)
  for (const other of others.toSorted((a, b) => a.usedMs - b.usedMs)) {
    if (!isGone(other) && bytes <= mostBytes) continue
    await rm(join(root, other.path), { force: true })
    await rm(etagPath(root, other.path), { force: true })
    bytes -= other.bytes
  }
}

interface Fetching extends CopyOptions {
  readonly client: S3Client
  readonly root: string
}

async function fetchMissing(work: Fetching, objects: readonly BucketObject[]): Promise<number> {
  const { root, signal, onProgress } = work
  const total = bytesOf(objects)
  const waiting = objects.toReversed()
  let [done, fetched] = [0, 0]
  const worker = async (): Promise<void> => {
    for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
      signal?.throwIfAborted()
      if (await isHere(root, object)) await utimes(join(root, object.path), new Date(), new Date())
      else {
        await fetchObject(work, object)
        fetched += 1
      }
      onProgress?.((done += object.bytes), total)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker)).finally(() => {
    // Nothing more begins once one has failed.
    waiting.length = 0
  })
  return fetched
}

async function isHere(root: string, { path, bytes, etag }: BucketObject): Promise<boolean> {
  const found = await statOf(join(root, path))
  if (found?.size !== bytes) return false
  return (await readFile(etagPath(root, path), 'utf8').catch(() => '')) === etag
}

async function fetchObject(work: Fetching, { path, bytes }: BucketObject): Promise<void> {
  const { client, bucket, prefix, root, signal } = work
  const key = prefix === '' ? path : `${prefix}/${path}`
  const until = signal === undefined ? {} : { abortSignal: signal }
  const { Body, ETag = '' } = await client.send(
    new GetObjectCommand({ Bucket: bucket, Key: key }),
    until,
  )
  const temporary = placeToWrite(root, path)
  await mkdir(dirname(temporary), { recursive: true })
  const ending = signal === undefined ? {} : { signal }
  await pipeline(Body as Readable, createWriteStream(temporary), ending)
  const { size } = await stat(temporary)
  if (size !== bytes) throw new ArchiveError(`s3://${bucket}/${key}: changed while it was fetched`)
  const [target, etag] = [join(root, path), etagPath(root, path)]
  await mkdir(dirname(target), { recursive: true })
  await mkdir(dirname(etag), { recursive: true })
  // The old one's ETag must not speak for the new one, wherever this ends.
  await rm(etag, { force: true })
  await rename(temporary, target)
  await writeFile(etag, ETag)
}
