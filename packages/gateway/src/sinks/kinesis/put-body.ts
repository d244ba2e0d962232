/** A record as it goes into a request. */
export interface PutEntry {
  readonly data: Buffer
  readonly partitionKey: string
  readonly explicitHashKey: string
}

/** What Kinesis counts of a record: data and partition key. Base64 and the hash key are free. */
export const countedBytes = ({ data, partitionKey }: PutEntry): number =>
  data.length + Buffer.byteLength(partitionKey)

/** Names the stream in a request by what was configured: a name, or an ARN. */
export const streamRef = (stream: string): { StreamARN: string } | { StreamName: string } =>
  stream.startsWith('arn:') ? { StreamARN: stream } : { StreamName: stream }

const dataStart = '{"Data":"'
const keyStart = '","ExplicitHashKey":"'
const partitionStart = '","PartitionKey":"'
const entryEnd = '"}'
const fixedBytes = dataStart.length + keyStart.length + partitionStart.length + entryEnd.length + 1

const entryBytes = ({ data, explicitHashKey, partitionKey }: PutEntry): number =>
  fixedBytes + Math.ceil(data.length / 3) * 4 + explicitHashKey.length + partitionKey.length

/**
 * The JSON of a PutRecords request in one Buffer. The SDK's serialiser makes the same bytes out of
 * many strings; here base64 is the only thing that touches the data. Keys are ours: ASCII with
 * nothing to escape. `memory` lends at least so many bytes.
 */
export function writePutBody(
  stream: string,
  entries: readonly PutEntry[],
  memory: (bytes: number) => Buffer,
): Buffer {
  const head = `${JSON.stringify(streamRef(stream)).slice(0, -1)},"Records":[`
  const tail = ']}'
  const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0)
  const length = head.length + Math.max(0, bytes - 1) + tail.length
  const body = memory(length).subarray(0, length)
  let at = body.write(head, 'latin1')
  for (const [index, entry] of entries.entries()) {
    if (index > 0) at += body.write(',', at, 'latin1')
    at += body.write(dataStart, at, 'latin1')
    at += body.write(entry.data.toString('base64'), at, 'latin1')
    const rest = `${keyStart}${entry.explicitHashKey}${partitionStart}${entry.partitionKey}${entryEnd}`
    at += body.write(rest, at, 'latin1')
  }
  body.write(tail, at, 'latin1')
  return body
}
