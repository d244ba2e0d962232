import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  type KinesisClient,
} from '@aws-sdk/client-kinesis'
import { setImmediate } from 'node:timers/promises'

/** What a case may use. Every stream it makes is its own. */
export interface Bench {
  readonly client: KinesisClient
  readonly url: string
  /** Makes a stream, waits until it is there, and answers its name. */
  readonly stream: (shards: number) => Promise<string>
  /** Waits until a change of a stream is done. */
  readonly active: (stream: string) => Promise<void>
}

/** One thing that AWS documents: what to do, and what comes of it. */
export interface Case {
  readonly name: string
  readonly run: (bench: Bench) => Promise<unknown>
  readonly aws: unknown
}

let made = 0

export function createBench(client: KinesisClient, url: string): Bench {
  const active = async (StreamName: string): Promise<void> => {
    for (;;) {
      const { StreamDescriptionSummary } = await client.send(
        new DescribeStreamSummaryCommand({ StreamName }),
      )
      if (StreamDescriptionSummary?.StreamStatus === 'ACTIVE') return
      await setImmediate()
    }
  }
  return {
    client,
    url,
    active,
    async stream(ShardCount) {
      made += 1
      const StreamName = `contract-${made}`
      await client.send(new CreateStreamCommand({ StreamName, ShardCount }))
      await active(StreamName)
      return StreamName
    },
  }
}

/** 'ok', or the name of the error. */
export const outcome = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  )
