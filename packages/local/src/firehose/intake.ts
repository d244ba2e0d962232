import type { _Record as KinesisRecord } from '@aws-sdk/client-kinesis'
import type { ArchiveStream, ArchiveWriter } from '@weir/archive'
import type { BadData } from './decode/bad-data.ts'
import { decodeRecord } from './decode/decode-record.ts'
import { errorLine } from './decode/error-line.ts'
import type { StreamCheckpoint } from './positions/checkpoints.ts'
import type { StreamCounts } from './status.ts'

export interface IntakeOptions {
  readonly stream: string
  readonly prefix: ArchiveStream
  readonly writer: ArchiveWriter
  readonly checkpoint: StreamCheckpoint
  readonly counts: StreamCounts
  readonly keepGzip: boolean
  readonly now: () => number
  readonly onBad: (bad: BadData, shardId: string) => void
}

/** Takes the records of a shard, in their order: into the archive, and behind it into the checkpoint. */
export type Take = (shardId: string, records: readonly KinesisRecord[]) => Promise<void>

export function createIntake(options: IntakeOptions): Take {
  const { writer, checkpoint, counts } = options

  const takeOne = async (shardId: string, record: KinesisRecord): Promise<Promise<void>[]> => {
    const { Data = new Uint8Array(), SequenceNumber: sequenceNumber = '' } = record
    const arrivedAt = record.ApproximateArrivalTimestamp ?? new Date(options.now())
    const { parts, bad } = await decodeRecord(Data, options)
    const origin = { stream: options.stream, shardId, sequenceNumber, arrivedAt }
    counts.records += 1
    counts.undecodable += bad.length
    const appends = parts.map((part) => {
      counts.events += part.count
      return writer.append(options.prefix, part, { arrivedAt })
    })
    for (const each of bad) {
      options.onBad(each, shardId)
      const bytes = errorLine(each, { ...origin, nowMs: options.now() })
      appends.push(writer.append('errors/processing-failed', { bytes, count: 1 }, { arrivedAt }))
    }
    return appends
  }
  return async (shardId, records) => {
    const appends: Promise<void>[] = []
    for (const record of records) appends.push(...(await takeOne(shardId, record)))
    const last = records.at(-1)?.SequenceNumber
    if (last !== undefined) checkpoint.advance(shardId, last, Promise.all(appends))
  }
}
