/** A request as it is on the wire, for what the SDK would never send. */
export interface RawRequest {
  readonly operation?: string
  readonly body?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
}

const signed =
  'AWS4-HMAC-SHA256 Credential=a/20261121/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=00'

export interface RawAnswer {
  readonly status: number
  readonly type: string | null
  readonly requestId: string | null
  readonly text: string
}

export async function raw(url: string, request: RawRequest): Promise<RawAnswer> {
  const { operation = 'ListStreams', body = '{}', method = 'POST', headers } = request
  const answer = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `Kinesis_20131202.${operation}`,
      authorization: signed,
      ...headers,
    },
    ...(method === 'POST' && { body }),
  })
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    requestId: answer.headers.get('x-amzn-requestid'),
    text: await answer.text(),
  }
}
