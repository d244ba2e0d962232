/** What a call that failed means for who reads. */
export type ReadFailure = 'throttled' | 'expired' | 'gone' | 'refused' | 'unreachable'

const kinds: Readonly<Record<string, ReadFailure>> = {
  ProvisionedThroughputExceededException: 'throttled',
  LimitExceededException: 'throttled',
  KMSThrottlingException: 'throttled',
  ThrottlingException: 'throttled',
  ExpiredIteratorException: 'expired',
  ExpiredNextTokenException: 'expired',
  ResourceNotFoundException: 'gone',
  InvalidArgumentException: 'refused',
}

interface Thrown {
  readonly name?: unknown
  readonly message?: unknown
  readonly code?: unknown
}

const asThrown = (error: unknown): Thrown =>
  typeof error === 'object' && error !== null ? error : {}

/** Everything that is not the stream's own word may pass: an outage, credentials, a fault of AWS. */
export function kindOf(error: unknown): ReadFailure {
  const { name } = asThrown(error)
  return (typeof name === 'string' && Object.hasOwn(kinds, name) && kinds[name]) || 'unreachable'
}

/** One line for a person. */
export function explainRead(error: unknown): string {
  const { name, message, code } = asThrown(error)
  const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
  // Several addresses of one host that all failed come as one error with an empty message.
  const words = isText(message) ? [name, message] : [code, name]
  const text = words
    .filter(isText)
    .join(': ')
    .replace(/^Error: /u, '')
  return text === '' ? 'an unknown error' : text.replace(/\s+/gu, ' ')
}
