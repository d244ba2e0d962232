import { Agent, request } from 'node:http'

const signed =
  'AWS4-HMAC-SHA256 Credential=bench/20261121/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=00'

export interface LeanClient {
  /** Sends a body that is ready as it is: what is measured is the server, not the client. */
  readonly call: (operation: string, body: Buffer) => Promise<void>
  readonly close: () => void
}

export function createLeanClient(url: string): LeanClient {
  const agent = new Agent({ keepAlive: true })
  const call = (operation: string, body: Buffer): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-amz-json-1.1',
        'content-length': body.length,
        'x-amz-target': `Kinesis_20131202.${operation}`,
        'x-amz-date': '20261121T000000Z',
        authorization: signed,
      }
      const sent = request(url, { agent, method: 'POST', headers })
      sent.on('error', reject)
      sent.on('response', (answer) => {
        answer.resume()
        answer.on('end', () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`status ${answer.statusCode}`)),
        )
      })
      sent.end(body)
    })
  return { call, close: () => agent.destroy() }
}
