import { dirname } from 'node:path'

/** What a person can do something about, in their words. */
const words: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a file is in the way of a directory',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the disk fails',
  EXDEV: 'a directory of the archive is on another file system',
  NoSuchBucket: 'there is no such bucket',
  PermanentRedirect: 'the bucket is in another region',
  AccessDenied: 'not allowed',
  InvalidAccessKeyId: 'the credentials are not valid',
  SignatureDoesNotMatch: 'the credentials are not valid',
  ExpiredToken: 'the credentials have expired',
  CredentialsProviderError: 'there are no credentials',
  TimeoutError: 'no answer in time',
  SlowDown: 'the bucket is asked too often',
  ECONNREFUSED: 'the endpoint cannot be reached',
  ECONNRESET: 'the endpoint cut the connection',
  ENOTFOUND: 'the endpoint is not known',
  EAI_AGAIN: 'the endpoint is not known',
}

/** The answer to a HEAD has no body, and so no code. */
const byStatus: Readonly<Record<number, string>> = {
  301: 'PermanentRedirect',
  403: 'AccessDenied',
  404: 'NoSuchBucket',
}

interface Thrown {
  readonly name?: unknown
  readonly code?: unknown
  readonly path?: unknown
  readonly message?: unknown
  readonly $metadata?: { readonly httpStatusCode?: number }
}

/** One line that says why a store cannot be written. */
export function explainFailure(error: unknown): string {
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as Thrown
  const { name, code, path, message, $metadata } = thrown
  const keys = [code, name, byStatus[$metadata?.httpStatusCode ?? 0]]
  const key = keys.find((each) => typeof each === 'string' && Object.hasOwn(words, each)) as string
  // The folder: temporary names would make every attempt fail for another reason.
  const where = typeof path === 'string' ? ` in ${dirname(path)}` : ''
  const detail = typeof message === 'string' && message !== '' ? message : String(code ?? error)
  return (key === undefined ? detail : `${words[key]}${where}`).replace(/\s+/gu, ' ')
}
