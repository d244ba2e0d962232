import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A Kinesis that only answers: it counts the records of a request by the number of their keys and
 * stores nothing. Runs as a process of its own, so that its work is not counted as the sink's.
 */
const needle = Buffer.from('"PartitionKey"')

function countRecords(body: Buffer): number {
  let count = 0
  for (let at = body.indexOf(needle); at >= 0; at = body.indexOf(needle, at + needle.length)) {
    count += 1
  }
  return count
}

const one = '{"SequenceNumber":"49671","ShardId":"shardId-000000000000"}'
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const records = Array.from({ length: countRecords(Buffer.concat(chunks)) }, () => one).join(',')
    response.setHeader('content-type', 'application/x-amz-json-1.1')
    response.end(`{"FailedRecordCount":0,"Records":[${records}]}`)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
