import { randomUUID } from 'node:crypto'
import type { KinesisErrorCode } from '../engine/kinesis-error.ts'
import type { Exchange } from '../../http/exchange.ts'

const contentType = 'application/x-amz-json-1.1'

/** An answer in AWS's form: JSON 1.1 with the request's id; an error names its type. */
export function answerJson(exchange: Exchange, status: number, json: object | undefined): void {
  exchange.answer(
    status,
    { 'content-type': contentType, 'x-amzn-requestid': randomUUID() },
    json === undefined ? '' : JSON.stringify(json),
  )
}

export interface ErrorAnswer {
  readonly code: KinesisErrorCode
  readonly status: number
  readonly message: string
}

export function answerError(exchange: Exchange, { code, status, message }: ErrorAnswer): void {
  answerJson(exchange, status, { __type: code, message })
}
