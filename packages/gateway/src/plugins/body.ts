import type { FastifyInstance, FastifyRequest } from 'fastify'
import { GatewayError } from '../errors.ts'
import { decodeBody, parseJson } from '../pipeline/decode.ts'

/**
 * Reads bodies as JSON, whichever of the two content types a beacon or a client chose. A body that
 * is too large is read to its end and thrown away: a client that is still sending when the socket
 * closes sees a reset instead of the 413 that tells it to split.
 */
export function registerBody(app: FastifyInstance, { bodyLimit }: { bodyLimit: number }): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    ['application/json', 'text/plain'],
    async (request: FastifyRequest, payload: NodeJS.ReadableStream) => {
      const encoding = request.headers['content-encoding'] ?? ''
      const body = await readAll(payload, bodyLimit)
      return parseJson(await decodeBody(body, encoding))
    },
  )
  // Anything else is refused by its type, but its body is drained as well.
  app.addContentTypeParser(
    '*',
    async (_request: FastifyRequest, payload: NodeJS.ReadableStream) => {
      await drain(payload)
      throw new GatewayError('unsupported_media_type', 'send application/json or text/plain')
    },
  )
}

/** A sender who goes on far beyond the limit is not waited for. */
const drainFactor = 16

function readAll(payload: NodeJS.ReadableStream, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    payload.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) return void chunks.push(chunk)
      chunks.length = 0
      if (size > limit * drainFactor) reject(tooLarge(limit))
    })
    payload.on('end', () => {
      if (size > limit) reject(tooLarge(limit))
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))
    })
    payload.on('error', (error) => {
      reject(new GatewayError('undecodable_body', 'the body ended early', { cause: error }))
    })
  })
}

const tooLarge = (limit: number) =>
  new GatewayError('body_too_large', `a body may have ${limit} bytes`)

function drain(payload: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve) => {
    payload.on('end', resolve)
    payload.on('error', () => resolve())
    payload.resume()
  })
}
