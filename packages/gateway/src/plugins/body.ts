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
    (request: FastifyRequest, payload: NodeJS.ReadableStream, done: Done) => {
      const encoding = request.headers['content-encoding']
      if (encoding !== undefined) return readEncoded(payload, bodyLimit, encoding)
      return readAll(payload, bodyLimit, (error, body) => {
        if (body === undefined) done(error)
        else parse(body, done)
      })
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

type Done = (error: Error | null, body?: unknown) => void

/** Without a promise: almost every body comes as it is, and one turn of the loop is one answer more. */
function parse(body: Buffer, done: Done): void {
  let value: unknown
  try {
    value = parseJson(body)
  } catch (error) {
    return done(error as Error)
  }
  return done(null, value)
}

/** A sender who goes on far beyond the limit is not waited for. */
const drainFactor = 16

async function readEncoded(
  payload: NodeJS.ReadableStream,
  limit: number,
  encoding: string,
): Promise<unknown> {
  const body = await new Promise<Buffer>((resolve, reject) => {
    readAll(payload, limit, (error, whole) => {
      if (whole === undefined) reject(error)
      else resolve(whole)
    })
  })
  return parseJson(await decodeBody(body, encoding, limit))
}

function readAll(
  payload: NodeJS.ReadableStream,
  limit: number,
  then: (error: Error | null, body?: Buffer) => void,
): void {
  const chunks: Buffer[] = []
  let size = 0
  let isOver = false
  const end = (error: Error | null, body?: Buffer): void => {
    if (isOver) return
    isOver = true
    then(error, body)
  }
  payload.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= limit) return void chunks.push(chunk)
    chunks.length = 0
    if (size > limit * drainFactor) end(tooLarge(limit))
  })
  payload.on('end', () => {
    if (size > limit) end(tooLarge(limit))
    else end(null, chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))
  })
  payload.on('error', (error) => {
    end(new GatewayError('undecodable_body', 'the body ended early', { cause: error }))
  })
}

const tooLarge = (limit: number) =>
  new GatewayError('body_too_large', `a body may have ${limit} bytes`)

/** Reads to the end, and keeps nothing. */
export function drain(payload: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve) => {
    payload.on('end', resolve)
    payload.on('error', () => resolve())
    payload.resume()
  })
}
