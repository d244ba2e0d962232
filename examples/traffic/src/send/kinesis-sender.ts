import {
  DescribeStreamSummaryCommand,
  KinesisClient,
  PutRecordsCommand,
  type PutRecordsRequestEntry,
} from '@aws-sdk/client-kinesis'
import type { Delivery } from '../visitors/crowd.ts'
import { nameOf, type Sender, type Sent } from './sender.ts'
import { storedLines } from './stored-lines.ts'

export interface KinesisOptions {
  readonly stream: string
  /** Default: as the AWS SDK's own variables say. */
  readonly endpoint: string | undefined
}

/** An endpoint on this machine takes any credentials. */
const local = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const

/** How long a request waits for company, in milliseconds. */
const lingerMs = 50
/** PutRecords takes no more. */
const maxRecords = 500

interface Waiting {
  readonly entry: PutRecordsRequestEntry
  readonly events: number
  readonly done: (sent: Sent) => void
}

/**
 * A producer of data without a gateway: each delivery is one record of stored lines, many records one
 * request. What Kinesis refuses is not sent again: here its limits should show.
 */
export function createKinesisSender({ stream, endpoint }: KinesisOptions): Sender {
  const client = new KinesisClient(endpoint === undefined ? {} : { endpoint, ...local })
  const target = `the stream ${stream}${endpoint === undefined ? '' : ` at ${endpoint}`}`
  let waiting: Waiting[] = []
  let timer: NodeJS.Timeout | undefined
  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const batch = waiting
    waiting = []
    for (const [at, answer] of (await put(batch)).entries()) {
      const { events, done } = batch[at] ?? {}
      done?.({ answer, accepted: answer === 'ok' ? (events ?? 0) : 0, rejected: 0 })
    }
  }
  const put = async (batch: readonly Waiting[]): Promise<string[]> => {
    try {
      const command = new PutRecordsCommand({
        StreamName: stream,
        Records: batch.map(({ entry }) => entry),
      })
      const { Records = [] } = await client.send(command)
      return Records.map(({ ErrorCode }) => ErrorCode ?? 'ok')
    } catch (error) {
      return batch.map(() => nameOf(error))
    }
  }
  return {
    target,
    async check() {
      try {
        await client.send(new DescribeStreamSummaryCommand({ StreamName: stream }))
      } catch (error) {
        const why = `${nameOf(error)}: ${(error as Error).message}`
        throw new Error(`cannot write to ${target} (${why})`, { cause: error })
      }
    },
    send: (delivery: Delivery) =>
      new Promise((done) => {
        const entry = {
          Data: Buffer.from(storedLines(delivery)),
          PartitionKey: delivery.visitor.anonymousId,
        }
        waiting.push({ entry, events: delivery.events.length, done })
        if (waiting.length >= maxRecords) void flush()
        else timer ??= setTimeout(() => void flush(), lingerMs)
      }),
    close: async () => client.destroy(),
  }
}
