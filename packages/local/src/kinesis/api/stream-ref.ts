import { constraintBroken, invalidArgument } from '../engine/kinesis-error.ts'
import { decodeIterator } from '../engine/shard-iterator.ts'
import { text, type Params } from './params.ts'

const maxNameLength = 128

/** Checks a stream name as AWS does. */
export function assertStreamName(name: string): string {
  if (name.length === 0) {
    throw constraintBroken(name, 'streamName', 'Member must have length greater than or equal to 1')
  }
  if (name.length > maxNameLength) {
    throw constraintBroken(name, 'streamName', 'Member must have length less than or equal to 128')
  }
  if (!/^[a-zA-Z0-9_.-]+$/.test(name)) {
    throw constraintBroken(
      name,
      'streamName',
      'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+',
    )
  }
  return name
}

function nameInArn(arn: string): string {
  const name = /^arn:aws[^:]*:kinesis:[^:]*:\d{12}:stream\/(.+)$/.exec(arn)?.[1]
  if (name !== undefined) return assertStreamName(name)
  throw constraintBroken(
    arn,
    'streamARN',
    'Member must satisfy regular expression pattern: arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+',
  )
}

/** The stream a request is about, by name or by ARN; account and region of an ARN are not compared. */
export function streamName(params: Params): string {
  const name = text(params, 'StreamName')
  const arn = text(params, 'StreamARN')
  if (name !== undefined) assertStreamName(name)
  const named = arn === undefined ? name : nameInArn(arn)
  if (named === undefined) {
    throw invalidArgument('Either StreamName or StreamARN must be specified.')
  }
  if (name !== undefined && name !== named) {
    throw invalidArgument(`StreamName ${name} and StreamARN ${arn} are not the same stream.`)
  }
  return named
}

/** The stream a request is about, if that can be told: faults are looked up before it is checked. */
export function guessStream(params: Params): string | undefined {
  try {
    const iterator = text(params, 'ShardIterator')
    return iterator === undefined ? streamName(params) : decodeIterator(iterator).stream
  } catch {
    return undefined
  }
}
