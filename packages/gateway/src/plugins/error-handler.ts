import type {
  FastifyBaseLogger,
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
} from 'fastify'
import {
  type ErrorCode,
  errorTable,
  GatewayError,
  type ProblemDetails,
  problemPolicy,
} from '../errors.ts'
import { add, type Counts } from '../metrics.ts'
import { markAnswer } from './request-facts.ts'

export interface ErrorHandlerParts {
  readonly counts: Counts
  /** Fastify is given none: it would check it anew for each request. */
  readonly logger: FastifyBaseLogger
}

/** One place turns an error into an answer (RFC 9457); what is not in the table is a bug. */
export function registerErrorHandler(app: FastifyInstance, parts: ErrorHandlerParts): void {
  const { counts, logger } = parts
  const refuse = createRefuse(logger)
  const nowhere = createNowhere(app, refuse)
  app.setErrorHandler<FastifyError | GatewayError>((error, request, reply) => {
    const known = error instanceof GatewayError ? error : translate(error)
    // What is wrong with the body of a request that nobody takes is of no interest.
    if (known !== undefined && request.is404) return nowhere(request, reply)
    if (known !== undefined) return refuse(known, request, reply)
    counts.unexpected++
    logger.error({ request_id: request.id, err: error }, 'unexpected error')
    return sendProblem(request, reply, {
      status: 500,
      code: 'internal',
      title: 'Something went wrong',
      detail: 'this is a fault of the gateway; nothing of the request was stored',
    })
  })
  app.setNotFoundHandler(nowhere)
}

type Refuse = (error: GatewayError, request: FastifyRequest, reply: FastifyReply) => FastifyReply

/** Answers where there is no route, and says which methods the path has, if any. */
const createNowhere =
  (app: FastifyInstance, refuse: Refuse) => (request: FastifyRequest, reply: FastifyReply) => {
    const allowed = methodsOf(app, request.url)
    if (allowed.length === 0) {
      return refuse(new GatewayError('not_found', 'no such path'), request, reply)
    }
    if (isPreflight(request)) {
      const detail = 'no site lists this origin'
      return refuse(new GatewayError('origin_not_allowed', detail), request, reply)
    }
    void reply.header('allow', allowed.join(', '))
    return refuse(
      new GatewayError('method_not_allowed', `use ${allowed.join(' or ')}`),
      request,
      reply,
    )
  }

/** One of an origin that is listed was answered before; whoever looks why theirs was not reads it here. */
const isPreflight = ({ method, headers }: FastifyRequest): boolean =>
  method === 'OPTIONS' &&
  headers.origin !== undefined &&
  headers['access-control-request-method'] !== undefined

interface PathErrorParts extends Pick<ErrorHandlerParts, 'logger'> {
  readonly counts: Pick<Counts, 'requests'>
}

/** Answers what is no path at all, which Fastify finds before any hook is called. */
export function createPathErrorHandler({
  counts,
  logger,
}: PathErrorParts): (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => void {
  const refuse = createRefuse(logger)
  return (_error, request, reply) => {
    add(counts.requests, '404 not_found')
    markAnswer(request, reply)
    void refuse(new GatewayError('not_found', 'no such path'), request, reply)
  }
}

const methods = ['GET', 'HEAD', 'POST'] as const

function methodsOf(app: FastifyInstance, target: string): string[] {
  const [url = ''] = target.split('?', 1)
  return methods.filter((method) => app.findRoute({ method, url }) !== null)
}

/** Errors of Fastify and its plugins that are the client's doing. */
function translate(error: FastifyError): GatewayError | undefined {
  const code = fastifyCodes[error.code] ?? byStatus(error.statusCode)
  return code === undefined ? undefined : new GatewayError(code, error.message, { cause: error })
}

const fastifyCodes: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'undecodable_body',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_json',
  FST_UNDER_PRESSURE: 'overloaded',
}

const byStatus = (status: number | undefined): ErrorCode | undefined =>
  status === undefined || status >= 500
    ? undefined
    : status === 429
      ? 'rate_limited'
      : status === 404
        ? 'not_found'
        : 'malformed_json'

const createRefuse =
  (logger: FastifyBaseLogger): Refuse =>
  (error, request, reply) => {
    const { status, title, level } = errorTable[error.code]
    const { code, message: detail } = error
    logger[level]({ request_id: request.id, code, detail, cause: causeOf(error) }, 'refused')
    if (error.retryAfter !== undefined) void reply.header('retry-after', String(error.retryAfter))
    return sendProblem(request, reply, { status, code, title, detail })
  }

const causeOf = ({ cause }: Error): string | undefined =>
  cause instanceof Error ? cause.message : undefined

/** Sends a problem that is in no table: no request of a client that speaks HTTP ends so. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Omit<ProblemDetails, 'type' | 'request_id'>,
): FastifyReply {
  reply.code(problem.status).type('application/problem+json; charset=utf-8')
  void reply.header('content-security-policy', problemPolicy)
  reply.codeOfAnswer = problem.code
  const body: ProblemDetails = { type: 'about:blank', ...problem, request_id: request.id }
  return reply.send(JSON.stringify(body))
}

declare module 'fastify' {
  interface FastifyReply {
    /** The code of a refusal, for the metrics; `ok` for all else. */
    codeOfAnswer: string
  }
}
