import type { RetryReason } from '../sink.ts'

export interface Failure {
  readonly reason: RetryReason
  /** For a person. */
  readonly message: string
  /** Whether Kinesis may have stored the records all the same. */
  readonly maybeStored: boolean
}

const byName: Readonly<Record<string, RetryReason>> = {
  ProvisionedThroughputExceededException: 'throttled',
  LimitExceededException: 'throttled',
  KMSThrottlingException: 'throttled',
  ThrottlingException: 'throttled',
  TooManyRequestsException: 'throttled',
  RequestLimitExceeded: 'throttled',
  TimeoutError: 'timeout',
  AbortError: 'timeout',
  AccessDeniedException: 'credentials',
  CredentialsProviderError: 'credentials',
  ExpiredTokenException: 'credentials',
  IncompleteSignatureException: 'credentials',
  InvalidSignatureException: 'credentials',
  KMSAccessDeniedException: 'credentials',
  MissingAuthenticationTokenException: 'credentials',
  TokenProviderError: 'credentials',
  UnrecognizedClientException: 'credentials',
  ResourceNotFoundException: 'missing',
}

interface Thrown {
  readonly name?: unknown
  readonly message?: unknown
  readonly code?: unknown
  readonly errors?: unknown
  readonly $metadata?: { readonly httpStatusCode?: unknown }
}

/** Several addresses of one host that all failed come as one error with an empty message. */
function messageOf({ message, code, errors }: Thrown): string {
  const own = typeof message === 'string' ? message : ''
  if (own !== '') return own
  const first = Array.isArray(errors) ? (errors as unknown[])[0] : undefined
  if (first instanceof Error) return first.message
  return typeof code === 'string' ? code : 'unknown error'
}

/** Neither a connection that was refused nor a name that is unknown has carried anything. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** The SDK calls these timeouts; they are connections that the other side has cut. */
const cut = new Set(['ECONNRESET', 'EPIPE'])

/** What kind of failure the SDK threw. */
export function classifyError(error: unknown): Failure {
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as Thrown
  const name = typeof thrown.name === 'string' ? thrown.name : ''
  const detail = messageOf(thrown)
  const message = name === '' || name === 'Error' ? detail : `${name}: ${detail}`
  const status = thrown.$metadata?.httpStatusCode
  const code = typeof thrown.code === 'string' ? thrown.code : ''
  if (cut.has(code)) return { reason: 'network', message, maybeStored: true }
  const known = Object.hasOwn(byName, name) ? byName[name] : undefined
  if (known !== undefined) return { reason: known, message, maybeStored: known === 'timeout' }
  if (typeof status === 'number' && status >= 400) {
    const server = status >= 500
    return { reason: server ? 'server' : 'refused', message, maybeStored: server }
  }
  // An answer of 200 that cannot be read: whatever it is, it came from beyond the network.
  if (status === 200) return { reason: 'server', message, maybeStored: true }
  return { reason: 'network', message, maybeStored: !neverSent.has(code) }
}
