/** The error names of the Kinesis API: what this endpoint answers with, or can be told to. */
export const kinesisErrorCodes = [
  'AccessDeniedException',
  'DryRunOperationException',
  'ExpiredIteratorException',
  'ExpiredNextTokenException',
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InternalFailure',
  'InvalidArgumentException',
  'KMSAccessDeniedException',
  'KMSDisabledException',
  'KMSInvalidStateException',
  'KMSNotFoundException',
  'KMSOptInRequired',
  'KMSThrottlingException',
  'LimitExceededException',
  'MissingAuthenticationTokenException',
  'ProvisionedThroughputExceededException',
  'RequestEntityTooLarge',
  'ResourceInUseException',
  'ResourceNotFoundException',
  'SerializationException',
  'ServiceUnavailable',
  'UnknownOperationException',
  'UnrecognizedClientException',
  'ValidationException',
] as const

export type KinesisErrorCode = (typeof kinesisErrorCodes)[number]

const statusOf: Partial<Record<KinesisErrorCode, number>> = {
  InternalFailure: 500,
  RequestEntityTooLarge: 413,
  ServiceUnavailable: 503,
}

/** A refusal that the caller sees: AWS's name for it, its HTTP status, its message. */
export class KinesisError extends Error {
  readonly code: KinesisErrorCode
  readonly status: number

  constructor(code: KinesisErrorCode, message: string) {
    super(message)
    this.name = 'KinesisError'
    this.code = code
    this.status = statusOf[code] ?? 400
  }
}

export const invalidArgument = (message: string): KinesisError =>
  new KinesisError('InvalidArgumentException', message)

/** AWS words a broken constraint so, whatever the member: the value, its place, the constraint. */
export const constraintBroken = (value: string, place: string, constraint: string): KinesisError =>
  new KinesisError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${place}' failed to satisfy constraint: ${constraint}`,
  )
