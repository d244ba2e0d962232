import { isUtf8 } from 'node:buffer'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib'
import { maxInflatedBytes, maxInflateRatio } from '@weir/schema'
import { GatewayError } from '../errors.ts'

type Decompress = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

const decoders: Readonly<Record<string, Decompress>> = {
  gzip: promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  'x-gzip': promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  deflate: inflateEither,
  br: promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress),
  zstd: promisify<Buffer, { maxOutputLength: number }, Buffer>(zstdDecompress),
}

/** Below this, even a body of spaces does no harm, whatever its ratio. */
const harmlessBytes = 128 * 1024

/** Undoes the content encoding of a body, as far as it may expand: to 4 MiB, or to what may come as it is. */
export async function decodeBody(
  body: Buffer,
  encoding: string,
  bodyLimit: number = maxInflatedBytes,
): Promise<Buffer> {
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity') return body
  const decoder = Object.hasOwn(decoders, name) ? decoders[name] : undefined
  if (decoder === undefined) {
    throw new GatewayError(
      'unsupported_encoding',
      `identity, gzip, deflate, br and zstd are supported`,
    )
  }
  const most = Math.max(maxInflatedBytes, bodyLimit)
  const byRatio = Math.max(harmlessBytes, body.length * maxInflateRatio)
  try {
    return await decoder(body, { maxOutputLength: Math.min(most, byRatio) })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new GatewayError(
        'body_too_large',
        `a body may expand to ${most} bytes and ${maxInflateRatio} times its size`,
      )
    }
    throw new GatewayError('undecodable_body', `the body is not ${name}`, { cause: error })
  }
}

const zlibInflate = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate)
const rawInflate = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflateRaw)

/** "deflate" means zlib (RFC 9110), but some clients send it without its header. */
function inflateEither(body: Buffer, options: { maxOutputLength: number }): Promise<Buffer> {
  const hasHeader =
    body.length > 1 && (body.readUInt8(0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0
  return hasHeader ? zlibInflate(body, options) : rawInflate(body, options)
}

/** Reads a body as JSON in UTF-8; nothing is replaced on the way. */
export function parseJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw new GatewayError('malformed_json', 'the body is not UTF-8')
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch (error) {
    const { message } = error as Error
    throw new GatewayError('malformed_json', message.replace(/,? (?:\.\.\.)?".*$/su, ''))
  }
}
