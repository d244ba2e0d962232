import { KinesisError, invalidArgument } from './kinesis-error.ts'

/** Where a reader stands, told to it as an opaque text. */
export interface ShardIterator {
  readonly stream: string
  /** A stream made anew under the same name is another one. */
  readonly createdMs: number
  readonly shard: number
  /** The index of the next record to read. */
  readonly index: number
  readonly issuedMs: number
}

const version = 'AAAAAAAAAAE'

export function encodeIterator(iterator: ShardIterator): string {
  const { issuedMs, createdMs, shard, index, stream } = iterator
  const text = [issuedMs, createdMs, shard, index, stream].join('/')
  return version + Buffer.from(text).toString('base64')
}

export function decodeIterator(text: string): ShardIterator {
  const plain = Buffer.from(text.slice(version.length), 'base64').toString()
  const match = /^(\d+)\/(\d+)\/(\d+)\/(\d+)\/([\w.-]+)$/.exec(plain)
  const stream = match?.[5]
  if (!text.startsWith(version) || match === null || stream === undefined) {
    throw invalidArgument('Invalid ShardIterator.')
  }
  return {
    issuedMs: Number(match[1]),
    createdMs: Number(match[2]),
    shard: Number(match[3]),
    index: Number(match[4]),
    stream,
  }
}

export function assertFresh(
  iterator: ShardIterator,
  { nowMs, maxAgeMs }: { nowMs: number; maxAgeMs: number },
): void {
  if (nowMs - iterator.issuedMs <= maxAgeMs) return
  const time = (ms: number) => new Date(ms).toUTCString()
  throw new KinesisError(
    'ExpiredIteratorException',
    `Iterator expired. The iterator was created at time ${time(iterator.issuedMs)} while right now it is ${time(nowMs)} which is further in the future than the tolerated delay of ${maxAgeMs} milliseconds.`,
  )
}
