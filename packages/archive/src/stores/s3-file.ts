import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { PendingFile } from './store.ts'

export interface S3Place {
  readonly client: S3Client
  readonly bucket: string
  readonly key: string
  /** A file larger than this is sent in parts of at least this size; S3 takes none below 5 MiB. */
  readonly partBytes: number
  /** Ends requests under way. */
  readonly signal?: AbortSignal | undefined
}

/** One object: in one request while it is small, else in parts, one after the other. */
export function createS3File(place: S3Place): PendingFile {
  const { client, bucket, key, partBytes, signal } = place
  const until = signal === undefined ? {} : { abortSignal: signal }
  const at = { Bucket: bucket, Key: key }
  const parts: CompletedPart[] = []
  let chunks: Uint8Array[] = []
  let bytes = 0
  let uploadId: string | undefined

  const take = (): Buffer => {
    const body = Buffer.concat(chunks, bytes)
    chunks = []
    bytes = 0
    return body
  }
  const sendPart = async (): Promise<void> => {
    uploadId ??= (await client.send(new CreateMultipartUploadCommand({ ...at, ...kind }), until))
      .UploadId
    const PartNumber = parts.length + 1
    const command = { ...at, UploadId: uploadId, PartNumber, Body: take() }
    const { ETag, ChecksumCRC32 } = await client.send(new UploadPartCommand(command), until)
    parts.push({ PartNumber, ETag, ...(ChecksumCRC32 !== undefined && { ChecksumCRC32 }) })
  }
  return {
    async write(chunk) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes >= partBytes) await sendPart()
    },
    async commit() {
      if (uploadId === undefined) {
        await client.send(new PutObjectCommand({ ...at, ...kind, Body: take() }), until)
        return
      }
      if (bytes > 0) await sendPart()
      const upload = { ...at, UploadId: uploadId, MultipartUpload: { Parts: parts } }
      await client.send(new CompleteMultipartUploadCommand(upload), until)
    },
    async abort() {
      chunks = []
      if (uploadId === undefined) return
      // Parts that stay cost money: a rule of the bucket should end uploads that nobody finished.
      await client
        .send(new AbortMultipartUploadCommand({ ...at, UploadId: uploadId }))
        .catch(() => {})
    },
  }
}

/** No content encoding: a client that undoes it would leave a .gz that is none. */
const kind = { ContentType: 'application/octet-stream' } as const
