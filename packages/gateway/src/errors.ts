/** How a request can fail, in one place: what it answers, how it is logged, what the client should do. */
interface ErrorKind {
  readonly status: number
  readonly title: string
  readonly level: 'debug' | 'warn' | 'error'
  /** Seconds after which to come back; undefined where coming back is of no use. */
  readonly retryAfter?: number
}

export type ErrorCode =
  | 'malformed_json'
  | 'invalid_envelope'
  | 'undecodable_body'
  | 'unknown_write_key'
  | 'origin_not_allowed'
  | 'not_found'
  | 'method_not_allowed'
  | 'body_too_large'
  | 'too_many_events'
  | 'unsupported_media_type'
  | 'unsupported_encoding'
  | 'rate_limited'
  | 'overloaded'
  | 'storage_unavailable'
  | 'draining'
// Codes are never used again for something else.

export const errorTable: Readonly<Record<ErrorCode, ErrorKind>> = {
  malformed_json: { status: 400, title: 'The body is not JSON', level: 'debug' },
  invalid_envelope: { status: 400, title: 'The envelope is not valid', level: 'debug' },
  undecodable_body: { status: 400, title: 'The body cannot be decoded', level: 'debug' },
  unknown_write_key: { status: 401, title: 'The write key is not known', level: 'debug' },
  origin_not_allowed: { status: 403, title: 'The origin is not allowed', level: 'debug' },
  not_found: { status: 404, title: 'There is nothing here', level: 'debug' },
  method_not_allowed: { status: 405, title: 'The method is not allowed', level: 'debug' },
  body_too_large: { status: 413, title: 'The body is too large', level: 'debug' },
  too_many_events: { status: 413, title: 'There are too many events in the body', level: 'debug' },
  unsupported_media_type: {
    status: 415,
    title: 'The content type is not supported',
    level: 'debug',
  },
  unsupported_encoding: {
    status: 415,
    title: 'The content encoding is not supported',
    level: 'debug',
  },
  rate_limited: { status: 429, title: 'Too many requests', level: 'debug', retryAfter: 60 },
  overloaded: { status: 503, title: 'The gateway is overloaded', level: 'warn', retryAfter: 5 },
  storage_unavailable: {
    status: 503,
    title: 'Events cannot be stored',
    level: 'error',
    retryAfter: 10,
  },
  draining: { status: 503, title: 'The gateway is shutting down', level: 'debug', retryAfter: 1 },
}

/** A request that ends with an error of the table; `detail` is shown to the client. */
export class GatewayError extends Error {
  readonly code: ErrorCode
  readonly statusCode: number
  readonly retryAfter: number | undefined

  constructor(
    code: ErrorCode,
    detail: string,
    options: { retryAfter?: number; cause?: unknown } = {},
  ) {
    super(detail, { cause: options.cause })
    this.name = 'GatewayError'
    this.code = code
    const { status, retryAfter } = errorTable[code]
    this.statusCode = status
    this.retryAfter = options.retryAfter ?? retryAfter
  }
}

/** Should a browser ever show a problem as a page, it may load and do nothing. */
export const problemPolicy = "default-src 'none'; frame-ancestors 'none'"

/** The body of an error answer (RFC 9457). */
export interface ProblemDetails {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly request_id: string
}
