import { KinesisError } from '../engine/kinesis-error.ts'
import { isObject, type Params } from '../api/params.ts'
import type { Exchange } from '../../http/exchange.ts'

const service = 'Kinesis_20131202'

export interface KinesisRequest {
  readonly operation: string
  readonly params: Params
}

/** AWS does not look at the path: the operation is in a header. */
export function operationOf(exchange: Exchange, isKnown: (operation: string) => boolean): string {
  const [asked, operation] = (exchange.header('x-amz-target') ?? '').split('.')
  if (asked === service && operation !== undefined && isKnown(operation)) return operation
  throw new KinesisError('UnknownOperationException', 'Unknown operation.')
}

/** Signatures are not verified: any key will do, but a call without one is not a signed call. */
export function assertSigned(exchange: Exchange): void {
  const header = exchange.header('authorization')
  const inQuery = exchange.url.searchParams.has('X-Amz-Algorithm')
  if (header === undefined && !inQuery) {
    throw new KinesisError('MissingAuthenticationTokenException', 'Missing Authentication Token')
  }
  if (header === undefined) return
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter(
    (part) => !header.includes(`${part}=`),
  )
  if (missing.length === 0) return
  const needs = missing.map((part) => `Authorization header requires '${part}' parameter.`)
  throw new KinesisError('IncompleteSignatureException', needs.join(' '))
}

export function parseParams(body: Buffer | undefined): Params {
  if (body === undefined) {
    throw new KinesisError('RequestEntityTooLarge', 'The request is larger than the service takes.')
  }
  const params = parseJson(body)
  if (isObject(params)) return params
  throw new KinesisError('SerializationException', 'The request is not a JSON object.')
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
